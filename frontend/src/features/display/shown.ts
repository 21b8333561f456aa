/** What the customer's screen shows. */
import type { Quote, QuoteLine, Seen } from "@/lib/api/types";

/** Of a basket what its customer sees. */
export type Basket = Pick<Quote, "gross" | "discount" | "tax" | "rounding" | "total"> & { lines: readonly Pick<QuoteLine, "id" | "name" | "quantity" | "unit" | "gross" | "discount">[] };

export interface Shown {
  /** The customer's; empty for the screen's own. */
  language: Seen["shown"]["language"];
  quote: Basket | null;
  /** What was handed over so far. */
  paid: readonly Seen["shown"]["paid"][number][];
  /** The sale that was just made, what goes back and what is still owed; or goods that came back. */
  done: (Omit<Seen["shown"]["done"], "returned"> & { returned?: boolean }) | null;
}

export const nothing: Shown = { language: "", quote: null, paid: [], done: null };
