/** What can be said of an order without a screen. */
import type { OrderLine, OrderRow } from "@/lib/api/types";

/** The states of the board, in the order of its columns. */
export const columns = ["received", "confirmed", "preparing", "ready", "sent"] as const;
const isOpen = (state: string) => (columns as readonly string[]).includes(state);

export type Due = "late" | "today" | "later";

/** How a promise stands today; a hand-over that is done is never late. */
export function dueOf({ promised_on, state }: Pick<OrderRow, "promised_on" | "state">, today: string): Due | null {
  if (promised_on === "") return null;
  if (!isOpen(state) || promised_on > today) return "later";
  return promised_on === today ? "today" : "late";
}

const thousandths = (quantity: string) => Math.round(Number(quantity) * 1000);

/** What is left of a line, as decimal text. */
export const leftOf = ({ quantity, delivered }: Pick<OrderLine, "quantity" | "delivered">) => String((thousandths(quantity) - thousandths(delivered)) / 1000);

/** Where the customer stands (below zero it is their money) before a hand-over, without what was paid ahead of it, and after; and what of the cash goes back at once. */
export function afterwards({ total, due, owed }: { total: number; due: number; owed: number }, method: string, amount: number): { before: number; owes: number; change: number } {
  const change = method === "cash" ? Math.max(0, amount - due) : 0;
  return { before: owed + total - due, owes: owed + total - (amount - change), change };
}

/** How far an order has come: of so many steps. */
export function progress(state: string): { at: number; of: number } | null {
  const way = ["received", "confirmed", "preparing", "ready", "sent", "done"];
  const place = state === "delivered" ? 4 : way.indexOf(state);
  return place < 0 ? null : { at: place + 1, of: way.length };
}
