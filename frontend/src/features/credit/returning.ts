/** What is taken back of an invoice, as it is chosen in the window: nothing here needs a screen. */
import type { CreditRequest, CreditsOf, Invoice } from "@/lib/api/types";

export type Way = "return" | "void";
export type GoesTo = "stock" | "scrap";
export type Back = "cash" | "card" | "transfer";

export interface Returning {
  kind: Way;
  /** By the invoice's line: decimal text, empty for nothing. */
  quantities: Readonly<Record<string, string>>;
  scrap: Readonly<Record<string, boolean>>;
  method: Back;
  /** In rial; null until the person typed one: then what is right by itself. */
  refund: number | null;
  reason: string;
}

export const nothing = (of: CreditsOf): Returning => ({ kind: "return", quantities: {}, scrap: {}, method: "cash", refund: null, reason: "", ...(of.lines.length === 1 && { quantities: everything(of) }) });

/** Everything that still may come back. */
export const everything = (of: CreditsOf): Record<string, string> => Object.fromEntries(of.lines.filter(({ left }) => left !== "0").map(({ line_id, left }) => [line_id, left]));

/** The lines that are taken back, in the invoice's order: the API names a refused one by its place in them. */
export const chosen = (doc: Invoice, { quantities }: Returning): string[] => doc.lines.map(({ id }) => id).filter((id) => (quantities[id] ?? "") !== "" && quantities[id] !== "0");

/** What is sent, without the money; null while nothing is chosen. */
export function asked(id: string, doc: Invoice, values: Returning): CreditRequest | null {
  const lines = chosen(doc, values);
  const base = { id, invoice_id: doc.id, kind: values.kind, ...(values.reason.trim() && { reason: values.reason.trim() }) };
  if (values.kind === "void") return { ...base, goes_to: doc.lines.every((line) => values.scrap[line.id]) ? "scrap" : "stock" };
  return lines.length === 0 ? null : { ...base, lines: lines.map((line_id) => ({ line_id, quantity: values.quantities[line_id] ?? "", goes_to: values.scrap[line_id] ? "scrap" : "stock" })) };
}

/** What goes back by itself: to a guest all of it, to somebody who owes what is beyond the debt of this invoice. */
export function suggested(doc: Invoice, of: CreditsOf, quote: { total: number; refundable: number }): number {
  if (doc.buyer === null) return quote.total;
  const off = of.credits.reduce((sum, { taken_off }) => sum + taken_off, 0);
  return Math.max(0, Math.min(quote.refundable, quote.total - Math.max(0, doc.due - off)));
}
