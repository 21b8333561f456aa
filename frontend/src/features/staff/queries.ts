import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Answer } from "@/lib/api/paths";

/** Who works here, the oldest account first. */
export const usePeople = (enabled = true) => useQuery({ queryKey: ["staff", "list"], enabled, queryFn: () => ok(api.GET("/api/staff", { params: { query: { limit: 500 } } })) });

/** Who may step in at a till with a PIN. */
export const useColleagues = () => useQuery({ queryKey: ["staff", "pins"], queryFn: () => ok(api.GET("/api/session/people")) });
export type Colleague = Answer<"/api/session/people", "get">["items"][number];

/** What each role may do: fixed in the program. */
export const useRoles = () => useQuery({ queryKey: ["roles"], staleTime: Infinity, queryFn: () => ok(api.GET("/api/roles")) });
