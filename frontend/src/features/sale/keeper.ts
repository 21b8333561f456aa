/**
 * Keeps baskets on the server while they are being filled, so that a crash or a closed window loses nothing. Writes are
 * gathered for a moment, go one after the other, and are tried again until the server has the latest.
 */
import { Problem } from "@/lib/api/client";
import type { Basket } from "./basket";

interface Door {
  put(basket: Basket): Promise<unknown>;
  drop(id: string): Promise<unknown>;
  /** The server won't keep it like this. */
  refused?(id: string, why: Problem): void;
}

export interface Keeper {
  /** The basket is another one now, or gone (null). */
  changed(id: string, basket: Basket | null): void;
  /** Resolves when everything is on the server, or could not be brought there now. */
  flush(): Promise<void>;
  /** The server has taken it away itself: it was sold. */
  forget(id: string): void;
  /** Has the server the latest of everything? */
  settled(): boolean;
  /** Was it refused, so that the server has another or none? */
  unkept(id: string): boolean;
}

export const gather = 200;
const patience = 2000;

export function makeKeeper({ put, drop, refused }: Door): Keeper {
  const waiting = new Map<string, Basket | null>();
  const unkept = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const send = async () => {
    for (const [id, basket] of [...waiting]) {
      try {
        await (basket ? put(basket) : drop(id));
        if (waiting.get(id) === basket) waiting.delete(id);
        unkept.delete(id);
      } catch (refusal) {
        const later = refusal instanceof Problem && (refusal.offline || refusal.status >= 500 || refusal.status === 401); // 401: the till is just being handed over
        if (!later && waiting.get(id) === basket) waiting.delete(id); // a refused basket would be refused again
        if (later) return plan(patience);
        unkept.add(id);
        if (refusal instanceof Problem) refused?.(id, refusal);
      }
    }
    if (waiting.size > 0) plan(gather);
  };

  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    running ??= send().finally(() => (running = null));
    return running;
  };

  function plan(wait: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void now(), wait);
  }

  return {
    changed(id, basket) {
      waiting.set(id, basket);
      if (!running) plan(gather);
    },
    async flush() {
      if (running) await running;
      if (waiting.size > 0) await now();
    },
    forget: (id) => void waiting.delete(id),
    settled: () => waiting.size === 0 && running === null,
    unkept: (id) => unkept.has(id),
  };
}
