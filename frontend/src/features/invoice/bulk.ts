/** Many invoices as one file: the server works on it in the background, one piece at a time. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, ok, Problem } from "@/lib/api/client";
import type { Answer, Sent } from "@/lib/api/paths";

export type Bulk = Answer<"/api/bulk/{id}", "get">;

const key = ["bulk"];
const at = (id: string) => ({ path: { id } });

export const beginBulk = (body: Sent<"/api/bulk", "post">) => ok(api.POST("/api/bulk", { body }));
export const stopBulk = (id: string) => ok(api.POST("/api/bulk/{id}/cancel", { params: at(id) }));
export const bulkFile = (id: string) => `/api/bulk/${id}/file`;

/** The last piece of work, followed for as long as it runs; null when there was none. */
export function useBulk() {
  const client = useQueryClient();
  const set = (job: Bulk | null) => client.setQueryData(key, job);
  const { data } = useQuery({ queryKey: key, staleTime: 0, queryFn: async () => (await ok(api.GET("/api/bulk"))).items[0] ?? null });
  const running = data?.state === "running" ? data.id : null;
  useEffect(() => {
    if (running === null) return;
    let on = true;
    void (async () => {
      while (on) {
        try {
          const now = await ok(api.GET("/api/bulk/{id}", { params: { ...at(running), query: { wait: 20 } } }));
          if (!on) return;
          client.setQueryData(key, now);
          if (now.state !== "running") return;
          await new Promise((wake) => setTimeout(wake, 200)); // it moves on with every document
        } catch (refusal) {
          if (!(refusal instanceof Problem)) throw refusal;
          if (refusal.status === 404) return void client.invalidateQueries({ queryKey: key });
          await new Promise((wake) => setTimeout(wake, 1000));
        }
      }
    })();
    return () => void (on = false);
  }, [client, running]);
  return { job: data, set };
}
