/** Sends a sale until it is known what became of it. The same id goes each time, so it can't be sold twice. */
import { Problem } from "@/lib/api/client";
import type { SaleAnswer } from "@/lib/api/types";
import type { Selling } from "./queries";

interface Ways {
  send: (sale: Selling) => Promise<SaleAnswer>;
  /** The sale of an id, null when there is none. */
  find: (id: string) => Promise<SaleAnswer | null>;
  /** Told before each further try. */
  onLost: (tries: number) => void;
  /** Waits so many ms, or less when somebody presses a key. */
  wait: (ms: number) => Promise<void>;
  /** Does the seller want the basket back? */
  givenUp: () => boolean;
}

/** The seller went back and the server is sure that nothing was sold. */
export class NotSold extends Error {}

const uncertain = (cause: unknown) => cause instanceof Problem && (cause.offline || cause.status >= 500);

export async function sellSurely(sale: Selling, { send, find, onLost, wait, givenUp }: Ways): Promise<SaleAnswer> {
  for (let tries = 1; ; tries++) {
    try {
      if (givenUp()) {
        const made = await find(sale.id);
        if (made) return made;
        throw new NotSold();
      }
      return await send(sale);
    } catch (cause) {
      if (cause instanceof Problem && cause.status === 409) {
        const made = await find(sale.id).catch(() => null);
        if (made) return made;
      }
      if (!uncertain(cause)) throw cause;
    }
    onLost(tries);
    await wait(Math.min(8000, 500 * 2 ** tries));
  }
}
