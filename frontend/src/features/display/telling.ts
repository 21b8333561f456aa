/** The counter's side of a screen on another device: the server is told what is shown, when a device is paired with this till. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ok, Problem } from "@/lib/api/client";
import { may } from "@/lib/session";
import type { Shown } from "./shown";

export const useScreens = (often = false) => useQuery({ queryKey: ["displays"], queryFn: () => ok(api.GET("/api/displays")), staleTime: Infinity, refetchInterval: often ? 1500 : false, enabled: may("sell") });

/** What is sent: of the basket only what a customer may see. */
export function sentOf({ language, quote, paid, done }: Shown) {
  return {
    ...(language && { language }),
    ...(quote && quote.lines.length > 0 && {
      quote: {
        gross: quote.gross, discount: quote.discount, tax: quote.tax, rounding: quote.rounding, total: quote.total,
        lines: quote.lines.map(({ id, name, quantity, unit, gross, discount }) => ({ id, name, quantity, unit, gross, discount })),
      },
    }),
    ...(paid.length > 0 && { paid: paid.map(({ method, amount }) => ({ method, amount })) }),
    ...(done && { done: { id: done.id, number: done.number, total: done.total, change: done.change, due: done.due, returned: done.returned ?? false } }),
  };
}

/** The screen waits for the next when it can't be told; nobody else does. */
export async function tell(shown: Shown) {
  try {
    await ok(api.PUT("/api/displays/shown", { body: sentOf(shown) }));
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
  }
}

/** Tells one thing at a time, always the latest; a basket that moved on meanwhile is told next. */
export function useTelling(shown: Shown) {
  const paired = (useScreens().data?.items.length ?? 0) > 0;
  const latest = useRef<Shown | null>(null);
  const busy = useRef(false);
  useEffect(() => {
    if (!paired) return;
    latest.current = shown;
    if (busy.current) return;
    busy.current = true;
    void (async () => {
      for (let next = latest.current; next; next = latest.current) {
        latest.current = null;
        await tell(next);
      }
      busy.current = false;
    })();
  }, [paired, shown]);
  useEffect(() => () => void (paired && api.PUT("/api/displays/shown", { body: {} }).catch(() => undefined)), [paired]);
}
