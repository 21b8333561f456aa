/** What can be said of an order without a screen. */
import type { Answer } from "@/lib/api/paths";
import type { OrderLine, OrderRow } from "@/lib/api/types";

type Handing = Pick<Answer<"/api/orders/{id}/deliver/quote", "post">, "ahead" | "due" | "held" | "other" | "owed">;

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

export interface Afterwards {
  /** What the customer owes before it, whatever was paid ahead with orders; below zero it is their money. */
  before: number;
  /** Of this hand-over, not paid now. */
  stays: number;
  /** Paid ahead with this order and not used by it yet. */
  unused: number;
  /** Paid ahead with the customer's other orders. */
  other: number;
  /** Where they stand then: before + stays - unused - other. */
  owes: number;
  /** What of the cash goes back at once. */
  change: number;
}

/** Where the customer stands after a hand-over, each part for itself. */
export function afterwards({ ahead, due, held, other, owed }: Handing, method: string, amount: number): Afterwards {
  const change = method === "cash" ? Math.max(0, amount - due) : 0;
  const [before, stays, unused] = [owed + held + other, due - (amount - change), held - ahead];
  return { before, stays, unused, other, owes: before + stays - unused - other, change };
}

/** How far an order has come: of so many steps. */
export function progress(state: string): { at: number; of: number } | null {
  const way = ["received", "confirmed", "preparing", "ready", "sent", "done"];
  const place = state === "delivered" ? 4 : way.indexOf(state);
  return place < 0 ? null : { at: place + 1, of: way.length };
}

/** Whether a part of it was handed over and the rest is still to be. */
export const isPartly = ({ delivered, state }: Pick<OrderRow, "delivered" | "state">) => delivered && state !== "sent" && isOpen(state);

const over = ["delivered", "done", "returned", "cancelled"];

/** How it stands with the money for an order: what is owed of what went out, else what was paid of it. */
export function standing({ state, delivered, deposit, paid, owed, total }: Pick<OrderRow, "state" | "delivered" | "deposit" | "paid" | "owed" | "total">): ["owed" | "paid" | "paid_ahead" | "deposit" | "pays_then" | null, number] {
  if (owed > 0) return ["owed", owed];
  if (over.includes(state)) return [null, 0];
  if (paid >= total) return ["paid_ahead", 0];
  if (delivered && paid > 0) return ["paid", paid];
  return !delivered && deposit > 0 ? ["deposit", deposit] : ["pays_then", 0];
}
