import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, ok, Problem } from "@/lib/api/client";
import type { ImportResult, Page } from "@/lib/api/types";
import { useList } from "@/lib/list";
import { readHistory, readImport, readRows, type History, type Import, type Row, type State, type What } from "./imports";

export const takeSample = (): Promise<ImportResult> => ok(api.POST("/api/pricelists/sample"));

const moving: readonly State[] = ["writing", "undoing"];
export const isMoving = (one: Pick<Import, "state" | "total" | "asks">) => moving.includes(one.state) || (one.state === "deciding" && one.asks.length === 0);

/** One import; followed for as long as it moves. */
export function useImport(id: string) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ["imports", "one", id], queryFn: () => readImport(id) });
  const follow = query.data !== undefined && isMoving(query.data);
  useEffect(() => {
    if (!follow) return;
    let on = true;
    void (async () => {
      while (on) {
        try {
          const now = await readImport(id, 20);
          if (!on) return;
          client.setQueryData(["imports", "one", id], now);
          if (!isMoving(now)) return void client.invalidateQueries({ queryKey: ["imports"] });
        } catch (refusal) {
          if (!(refusal instanceof Problem)) throw refusal;
          await new Promise((wake) => setTimeout(wake, 1000));
        }
      }
    })();
    return () => void (on = false);
  }, [client, follow, id]);
  return query;
}

export const useHistory = () => useList<Import, History>("imports", [], readHistory);
export const useRows = (id: string, what: What, state: State) => useList<Row, Page<Row>>("imports", ["rows", id, what, state], (page) => readRows(id, what, page));
