/** What of the counter its customer sees on their own screen. */
import type { Basket, Shown } from "@/features/display/shown";
import type { Customer, Payment, SaleAnswer } from "@/lib/api/types";

export type Served = Customer["language"];

interface Counter {
  over: string | null;
  /** Of the customer of the basket. */
  language: Served;
  quote: Basket | null;
  /** Of the sale that is being paid, or was just made. */
  paid: readonly Payment[];
  done: SaleAnswer | null;
  /** The language of whom the sale was made to. */
  served: Served;
}

/** A basket, its payment, and what was sold last as long as the counter shows that too. What came back in exchange pays with the rest. */
export function shownOf({ over, language, quote, paid, done, served }: Counter): Shown {
  const parts = paid.flatMap(({ method, amount }) => (method ? [{ method, amount }] : []));
  if (over !== "done" || !done) return { language, quote, paid: over === "pay" ? parts : [], done: null };
  const { invoice, back } = done;
  const traded = back && back.traded > 0 ? [{ method: "exchange" as const, amount: back.traded }] : [];
  return { language: served, quote, paid: [...traded, ...parts], done: { id: invoice.id, number: invoice.number, total: invoice.total, change: invoice.change + (back?.refunded ?? 0), due: invoice.due } };
}
