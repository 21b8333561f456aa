import { useEffect, useRef, useState } from "react";
import { Problem } from "@/lib/api/client";

/** How long a question must have stood, in ms, before Enter answers it: what is pressed earlier was pressed before anybody could have read it. */
const readIn = 1000;

/**
 * A quantity that is absurd beside what is usual is asked about once: saved again as it stands, it is meant. Of another quantity it is asked anew.
 */
export function useSure() {
  const [asked, setAsked] = useState<{ quantity: string; question: Problem } | null>(null);
  const drawn = useRef(Infinity);
  useEffect(() => {
    if (asked) drawn.current = performance.now();
  }, [asked]);
  return {
    /** Was this quantity asked about? */
    of: (quantity: string) => asked?.quantity === quantity,
    /** Saves what is typed; `sure` is told where it was asked about. Who presses twice is still asked, and nothing is sent. */
    save: async <T>(quantity: string, send: (sure: { sure?: true }) => Promise<T>): Promise<T> => {
      const meant = asked?.quantity === quantity;
      if (meant && performance.now() - drawn.current < readIn) throw asked.question;
      try {
        return await send(meant ? { sure: true } : {});
      } catch (refusal) {
        if (refusal instanceof Problem && refusal.errors.some(({ code }) => code === "unusual_quantity")) {
          drawn.current = Infinity;
          setAsked({ quantity, question: refusal });
        }
        throw refusal;
      }
    },
  };
}
