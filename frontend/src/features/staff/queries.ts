import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";

/** Who works here, the oldest account first. */
export const usePeople = (enabled = true) => useQuery({ queryKey: ["staff", "list"], enabled, queryFn: () => ok(api.GET("/api/staff", { params: { query: { limit: 500 } } })) });

/** What each role may do: fixed in the program. */
export const useRoles = () => useQuery({ queryKey: ["roles"], staleTime: Infinity, queryFn: () => ok(api.GET("/api/roles")) });
