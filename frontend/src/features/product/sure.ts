import { useState } from "react";
import { Problem } from "@/lib/api/client";

/**
 * A quantity that is absurd beside what is usual is asked about once: saved again as it stands, it is meant. Of another quantity it is asked anew.
 */
export function useSure() {
  const [asked, setAsked] = useState<string | null>(null);
  return {
    /** Was this quantity asked about? */
    of: (quantity: string) => asked === quantity,
    /** Saves what is typed; `sure` is told where it was asked about. */
    save: async <T>(quantity: string, send: (sure: { sure?: true }) => Promise<T>): Promise<T> => {
      try {
        return await send(asked === quantity ? { sure: true } : {});
      } catch (refusal) {
        if (refusal instanceof Problem && refusal.errors.some(({ code }) => code === "unusual_quantity")) setAsked(quantity);
        throw refusal;
      }
    },
  };
}
