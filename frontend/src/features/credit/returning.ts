/** What is taken back of an invoice, as it is chosen in the window: nothing here needs a screen. */
import { usual } from "@/features/sale/payments";
import type { Back as Exchanged, CreditQuote, CreditRequest, CreditsOf, Invoice, InvoiceRow, Payment } from "@/lib/api/types";

export type Way = "return" | "void";
export type Back = "cash" | "card" | "transfer";
/** One way in which money goes back; null is nothing typed. */
export interface Part {
  method: Back;
  amount: number | null;
}

export interface Returning {
  kind: Way;
  /** By the invoice's line: decimal text, empty for nothing. */
  quantities: Readonly<Record<string, string>>;
  scrap: Readonly<Record<string, boolean>>;
  /** By the invoice's line: which pieces come back. */
  serials: Readonly<Record<string, readonly string[]>>;
  /** Does all of a void go to scrap? */
  allScrap: boolean;
  /** Null until the person chose: then what is right by itself, in cash. */
  refunds: readonly Part[] | null;
  reason: string;
}

/** Nothing is chosen by itself, not even the last piece: what comes back is in the hand first. */
export const nothing: Returning = { kind: "return", quantities: {}, scrap: {}, serials: {}, allScrap: false, refunds: null, reason: "" };

/** Everything that still may come back. */
export const everything = (of: CreditsOf): Record<string, string> => Object.fromEntries(of.lines.filter(({ left }) => left !== "0").map(({ line_id, left }) => [line_id, left]));

/** What came back of a document, as the list of invoices says it. */
export function returnedOf({ credits, lines }: CreditsOf): InvoiceRow["returned"] {
  if (credits.length === 0) return "";
  if (credits.some(({ kind }) => kind === "correction")) return "corrected";
  if (credits.some(({ kind }) => kind === "void")) return "void";
  return lines.every(({ left }) => left === "0") ? "whole" : "part";
}

/** The lines that are taken back, in the invoice's order: the API names a refused one by its place in them. */
export const chosen = (doc: Invoice, { quantities }: Returning): string[] => doc.lines.map(({ id }) => id).filter((id) => (quantities[id] ?? "") !== "" && quantities[id] !== "0");

const serialsOf = ({ serials }: Returning, line: string) => ((serials[line]?.length ?? 0) > 0 ? { serials: [...(serials[line] ?? [])] } : {});

/** A piece comes back, or stays after all: as many come back as are named, at least. */
export function withSerial({ quantities, serials }: Returning, line: string, serial: string, back: boolean): Pick<Returning, "quantities" | "serials"> {
  const before = serials[line] ?? [];
  const now = back ? [...before, serial] : before.filter((one) => one !== serial);
  const quantity = Number(quantities[line] ?? "0");
  const follows = quantity < now.length || (!back && quantity === before.length);
  return { serials: { ...serials, [line]: now }, quantities: follows ? { ...quantities, [line]: now.length === 0 ? "" : String(now.length) } : quantities };
}

/** What is sent, without the money; null while nothing is chosen. */
export function asked(id: string, doc: Invoice, values: Returning): CreditRequest | null {
  const lines = chosen(doc, values);
  const base = { id, invoice_id: doc.id, kind: values.kind, ...(values.reason.trim() && { reason: values.reason.trim() }) };
  if (values.kind === "void") return { ...base, goes_to: values.allScrap ? "scrap" : "stock" };
  return lines.length === 0 ? null : { ...base, lines: lines.map((line_id) => ({ line_id, quantity: values.quantities[line_id] ?? "", goes_to: values.scrap[line_id] ? "scrap" : "stock", ...serialsOf(values, line_id) })) };
}

/** What goes back: by itself so much (own), in cash only whole coins; 0 is any amount. */
export interface Owed {
  own: number;
  coin: number;
}

/** What goes back by itself of what a quote says, or of a part of it: not what was paid by a cheque that is not cleared yet, that stays on the account. */
export const owedOf = ({ own, uncleared, coin }: Pick<CreditQuote, "own" | "uncleared" | "coin">, part = own): Owed => ({ own: Math.min(part, own - uncleared), coin });

/** What goes back by itself in a way; odd coins stay behind where it is cash. */
export const byItself = ({ own, coin }: Owed, method: string) => (method === "cash" && coin > 1 ? own - (own % coin) : own);

/** A part goes another way: one that nobody changed stays what goes back by itself. */
export const another = <P extends { method: string; amount: number | null }>(part: P, method: P["method"], owed: Owed): P => ({ ...part, method, amount: part.amount === byItself(owed, part.method) ? byItself(owed, method) : part.amount });

/** The parts as they stand: what goes back by itself in cash, until the person chose. */
export const partsOf = (refunds: readonly Part[] | null, owed: Owed): readonly Part[] => refunds ?? [{ method: usual, amount: byItself(owed, usual) }];

export const sumOf = (parts: readonly Part[]) => parts.reduce((all, { amount }) => all + (amount ?? 0), 0);

/** As many parts as a refund may have. */
export const mostParts = 3;

/** A method's key: the part in hand takes it, or, where money is left to give back, the next part begins with the rest. */
export function withMethod(parts: readonly Part[], method: Back, owed: Owed): readonly Part[] {
  const last = parts.at(-1);
  const rest = owed.own - sumOf(parts);
  if (!last || last.method === method) return parts;
  if (parts.length === 1 && last.amount === byItself(owed, last.method)) return [another(last, method, owed)];
  return rest > 0 && (last.amount ?? 0) > 0 && parts.length < mostParts ? [...parts, { method, amount: rest }] : [...parts.slice(0, -1), { ...last, method }];
}

/** What is sent of the money. */
export const sentParts = (parts: readonly Part[]): Payment[] => parts.flatMap(({ method, amount }) => (amount ? [{ method, amount }] : []));

/** The chosen lines, to be exchanged for others at the counter. */
export const exchanged = (request: CreditRequest): Exchanged => ({ invoice_id: request.invoice_id, lines: request.lines ?? [], ...(request.reason && { reason: request.reason }) });
