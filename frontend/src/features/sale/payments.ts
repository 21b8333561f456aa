/** Payment in parts: what is still open, what goes back, what may be handed over. The server settles it again. */
import type { Method, Payment } from "@/lib/api/types";

export const methods: readonly Method[] = ["cash", "card", "transfer", "cheque", "credit"];

/** How most people pay: wherever money is handed over, either way, it begins with this. */
export const usual = "cash";

/** All amounts in rial. */
export interface Standing {
  /** Covered by the parts so far. */
  covered: number;
  /** Still open before the amount that is being typed. */
  open: number;
  /** Still open after it. */
  left: number;
  /** To be handed back if it were taken. */
  change: number;
}

export function standing(total: number, parts: readonly Payment[], typed: { method: Method; amount: number }): Standing {
  const covered = parts.reduce((all, { amount }) => all + amount, 0);
  const open = Math.max(0, total - covered);
  const over = typed.method === "cash" ? Math.max(0, covered + typed.amount - total) : 0; // anything else may not exceed what is open
  return { covered, open, left: Math.max(0, open - typed.amount), change: over };
}

export type Refusal = "needs_amount" | "overpaid" | "guest_owes" | "guest_cheque";

/** Why an amount can't be taken this way, or null. */
export function refusal(open: number, part: Payment, known: boolean): Refusal | null {
  if (part.method === "credit" && !known) return "guest_owes";
  if (part.method === "cheque" && !known && open > 0) return "guest_cheque"; // it may bounce
  if (part.amount <= 0 && open > 0) return "needs_amount";
  if (part.method !== "cash" && part.amount > open) return "overpaid";
  return null;
}

/** Adds a part; cash with cash and credit with credit is one part, as the drawer and the debt see it. */
export function withPart(parts: readonly Payment[], part: Payment): Payment[] {
  if (part.amount <= 0) return [...parts];
  const same = parts.findIndex(({ method }) => method === part.method && (method === "cash" || method === "credit"));
  return same < 0 ? [...parts, part] : parts.map((one, at) => (at === same ? { ...one, amount: one.amount + part.amount } : one));
}

/**
 * The exact sum, then what people hand over for it: the next round sums. All in rial; `one` is how many rial the shop's
 * unit has.
 */
export function roundSums(open: number, one: number, count = 4): number[] {
  if (open <= 0) return [];
  const sums = [open];
  const units = Math.ceil(open / one);
  for (const note of [1000, 5000, 10_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 5_000_000, 10_000_000]) {
    if (note * 200 < units) continue; // nobody rounds millions to the next thousand
    const next = Math.ceil(units / note) * note * one;
    if (next > open && !sums.includes(next)) sums.push(next);
  }
  return sums.slice(0, count);
}
