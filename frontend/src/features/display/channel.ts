/** What the counter tells the customer's screen: another tab or window of this browser. */
import { useEffect, useState } from "react";
import type { Quote, QuoteLine } from "@/lib/api/types";
import { useTelling } from "./telling";

/** Of a basket what its customer sees. */
export type Basket = Pick<Quote, "gross" | "discount" | "tax" | "rounding" | "total"> & { lines: readonly Pick<QuoteLine, "id" | "name" | "quantity" | "unit" | "gross" | "discount">[] };

export interface Shown {
  quote: Basket | null;
  /** The sale that was just made: what goes back, and what is still owed. */
  done: { id: string; number: string; change: number; due: number; total: number } | null;
}

const asked = "asked";
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("pishkhan.display");
const nothing: Shown = { quote: null, done: null };

/** The counter's side: what is shown now, and again to a screen that opens later. */
export function useShowing(shown: Shown) {
  useTelling(shown);
  useEffect(() => {
    if (!channel) return;
    channel.postMessage(shown);
    const answer = ({ data }: MessageEvent) => data === asked && channel.postMessage(shown);
    channel.addEventListener("message", answer);
    return () => channel.removeEventListener("message", answer);
  }, [shown]);
  // A counter that was left shows nobody's basket.
  useEffect(() => () => channel?.postMessage(nothing), []);
}

/** The screen's side. */
export function useShown(): Shown {
  const [shown, setShown] = useState(nothing);
  useEffect(() => {
    if (!channel) return;
    const take = ({ data }: MessageEvent) => data !== asked && setShown(data as Shown);
    channel.addEventListener("message", take);
    channel.postMessage(asked);
    return () => channel.removeEventListener("message", take);
  }, []);
  return shown;
}
