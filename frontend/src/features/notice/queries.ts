import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";

/** The latest notices to the person, and how many of all were not seen yet. */
export const useNotices = () => useQuery({ queryKey: ["notices"], queryFn: () => ok(api.GET("/api/notices", { params: { query: { limit: 50 } } })), meta: { tables: ["notice_marks"] } });

export const markSeen = (id: string) => ok(api.POST("/api/notices/{id}/seen", { params: { path: { id } } }));
export const markAllSeen = () => ok(api.POST("/api/notices/seen"));
