/** One long poll keeps every open screen true: what changed on the server is asked for again, nothing else. */
import type { Query, QueryClient } from "@tanstack/react-query";
import { callHeaders } from "./api/client";
import type { Changes } from "./api/types";
import { createStore, useStore } from "./store";

/** `since` is when the server was last heard of. */
export interface Connection {
  online: boolean;
  since: Date;
}

export const connection = createStore<Connection>({ online: true, since: new Date(0) });
export const useConnection = () => useStore(connection);

/** A query belongs to the table its key begins with, and to those that meta.tables names. */
export function concerns(query: Pick<Query, "queryKey" | "meta">, tables: ReadonlySet<string>): boolean {
  const also = query.meta?.["tables"];
  return tables.has(String(query.queryKey[0])) || (Array.isArray(also) && also.some((table) => tables.has(String(table))));
}

interface Options {
  client: QueryClient;
  onLocales: () => void;
  onSignedOut: () => void;
  /** How long to wait before asking again after a failure, in ms. */
  patience?: number;
}

/** Starts following; answers how to stop. */
export function followChanges({ client, onLocales, onSignedOut, patience = 1500 }: Options): () => void {
  const stop = new AbortController();
  let seq = -1;
  let missed = false;

  const hear = ({ seq: at, changes }: Changes) => {
    seq = at;
    const tables = new Set(changes.map(({ table }) => table));
    if (tables.has("locales")) onLocales();
    if (tables.size > 0) void client.invalidateQueries({ predicate: (query) => concerns(query, tables) });
  };

  const ask = async () => {
    const headers = callHeaders();
    const answer = await fetch(`/api/changes?after=${seq}&wait=25`, { headers, signal: stop.signal });
    if (answer.status === 401 && headers["Authorization"] !== callHeaders()["Authorization"]) return; // the till was handed over meanwhile
    if (answer.status === 401) {
      stop.abort();
      return onSignedOut();
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const changes = (await answer.json()) as Changes;
    const first = seq < 0;
    hear(first ? { seq: changes.seq, changes: [] } : changes);
    connection.set({ online: true, since: new Date() });
    if (missed) {
      missed = false;
      onLocales();
      void client.invalidateQueries();
    }
  };

  const follow = async () => {
    while (!stop.signal.aborted) {
      try {
        await ask();
      } catch {
        if (stop.signal.aborted) return;
        missed = true;
        seq = -1; // the server may have been restored meanwhile: begin anew
        if (connection.get().online) connection.set({ online: false, since: connection.get().since });
        await new Promise((wake) => setTimeout(wake, patience));
      }
    }
  };
  void follow();
  return () => stop.abort();
}
