/** What of the counter its customer sees on their own screen. */
import type { Basket, Shown } from "@/features/display/shown";
import type { Customer, Payment, SaleAnswer } from "@/lib/api/types";

export type Served = Customer["language"];

interface Counter {
  over: string | null;
  /** Of the customer of the basket. */
  language: Served;
  quote: Basket | null;
  /** What comes back in exchange is worth; 0 where nothing does. */
  own: number;
  /** Of the sale that is being paid, or was just made. */
  paid: readonly Payment[];
  done: SaleAnswer | null;
  /** The language of whom the sale was made to. */
  served: Served;
}

/** A basket, its payment, and what was sold last as long as the counter shows that too. What came back in exchange pays with the rest. */
export function shownOf({ over, language, quote, own, paid, done, served }: Counter): Shown {
  const parts = paid.flatMap(({ method, amount }) => (method ? [{ method, amount }] : []));
  const traded = (amount: number) => (amount > 0 ? [{ method: "exchange" as const, amount }] : []);
  if (over !== "done" || !done) return { language, quote, paid: [...traded(own), ...(over === "pay" ? parts : [])], done: null };
  const { invoice, back } = done;
  return { language: served, quote, paid: [...traded(back?.traded ?? 0), ...parts], done: { id: invoice.id, number: invoice.number, total: invoice.total, change: invoice.change + (back?.refunded ?? 0), due: invoice.due } };
}
