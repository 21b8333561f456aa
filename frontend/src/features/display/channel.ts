/** What the counter tells the customer's screen: another tab or window of this browser. */
import { useCallback, useEffect, useState } from "react";
import { nothing, type Shown } from "./shown";
import { tell, useScreens, useTelling } from "./telling";

const asked = "asked";
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("pishkhan.display");

/** What was told last, by whichever part of the desk. */
let latest = nothing;
function post(shown: Shown) {
  latest = shown;
  channel?.postMessage(shown);
}
channel?.addEventListener("message", ({ data }) => data === asked && latest !== nothing && channel.postMessage(latest));

/** The counter's side: what is shown now, and again to a screen that opens later. */
export function useShowing(shown: Shown) {
  useTelling(shown);
  useEffect(() => post(shown), [shown]);
  // A counter that was left shows nobody's basket.
  useEffect(() => () => post(nothing), []);
}

/** How long something stays that was told from outside the counter, in ms. */
const stays = 30_000;

/** Tells the screen of something that happens outside the counter. It stays for a while, or until something else is told. */
export function useShowOnce(): (shown: Shown) => void {
  const paired = (useScreens().data?.items.length ?? 0) > 0;
  return useCallback(
    (shown) => {
      const say = (next: Shown) => {
        post(next);
        if (paired) void tell(next);
      };
      say(shown);
      setTimeout(() => latest === shown && say(nothing), stays);
    },
    [paired],
  );
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
