/** What the counter asks the server. Keys begin with the journal's table, so live changes refresh them. */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api, ok, Problem } from "@/lib/api/client";
import type { Back, Quote, Sale, SaleAnswer } from "@/lib/api/types";
import { may } from "@/lib/session";
import { useLenders } from "@/features/staff/lending";
import { draftOf, type Basket } from "./basket";

type Draft = Omit<Sale, "id" | "payments">;

interface Answer {
  /** Missing when a price was refused. */
  quote?: Quote;
  /** The same lines at the list's prices, to see what changed there. */
  listed: Quote;
  refused?: Problem;
}

const priceField = /^lines\[\d+\]\.price$/;

async function ask(draft: Draft): Promise<Answer> {
  try {
    const quote = await ok(api.POST("/api/sales/quote", { body: draft }));
    return { quote, listed: quote };
  } catch (refusal) {
    if (!(refusal instanceof Problem) || !refusal.errors.some(({ field }) => priceField.test(field))) throw refusal;
    // Most often the list's price moved away from the one that was rung up: ask what it is now, so that the seller can decide.
    const listed = await ok(api.POST("/api/sales/quote", { body: { ...draft, lines: (draft.lines ?? []).map((line) => ({ ...line, price: undefined })) } }));
    return { listed, refused: refusal };
  }
}

export const quoteOf = (draft: Draft) =>
  queryOptions({
    queryKey: ["products", "quote", draft],
    queryFn: () => ask(draft),
    meta: { tables: ["stock_moves", "tax_rates", "shops", "customers"] },
    gcTime: 60_000,
  });

export interface Quoted {
  /** The last that is known; it may be of the moment before. */
  quote: Quote | undefined;
  /** The lines at the list's present prices. */
  listed: Quote | undefined;
  /** Is the quote of the basket as it stands? */
  settled: boolean;
  /** Why the basket as it stands can't be computed. */
  problem: Problem | null;
  /** What a colleague has to allow when it is paid, in words. */
  needs: string;
}

type Lends = (right: string) => boolean;

/** What the seller may not do alone, where nobody is there to allow it. */
function refusedNeeds(quote: Quote | undefined, lends: Lends): Problem | null {
  const needs = quote?.needs ?? [];
  const [first] = needs;
  if (!first || needs.every(({ right }) => lends(right))) return null;
  return new Problem(422, first.code, first.detail, needs);
}

/** What the basket comes to. Only the server computes; while it does, the figures before stay. */
export function useQuote(basket: Basket): Quoted {
  const lends = useLenders();
  const asked = useQuery({ ...quoteOf(draftOf(basket)), enabled: basket.lines.length > 0 });
  const known = useRef<{ id: string; quote?: Quote; listed?: Quote }>({ id: "" });
  if (known.current.id !== basket.id) known.current = { id: basket.id };
  if (basket.lines.length === 0) return { quote: undefined, listed: undefined, settled: true, problem: null, needs: "" };
  if (asked.data) known.current = { id: basket.id, quote: asked.data.quote ?? known.current.quote, listed: asked.data.listed };
  return {
    quote: known.current.quote,
    listed: known.current.listed,
    settled: asked.data?.quote !== undefined,
    problem: asked.data?.refused ?? (asked.error instanceof Problem ? asked.error : refusedNeeds(asked.data?.quote, lends)),
    needs: asked.data?.quote?.needs?.[0]?.detail ?? "",
  };
}

/** Would the server take the basket like this? Throws its Problem when not. */
export const tryQuote = async (basket: Basket, lends: Lends) => {
  if (basket.lines.length === 0) return;
  const refused = refusedNeeds(await ok(api.POST("/api/sales/quote", { body: draftOf(basket) })), lends);
  if (refused) throw refused;
};

/** Goods that a text finds; counted are those with a stock of their own, no bundles. */
export const productsFound = (q: string, counted = false) =>
  queryOptions({
    queryKey: ["products", "counter", q, counted],
    // The signal lets a question go when the next letter comes.
    queryFn: ({ signal }) => ok(api.GET("/api/products", { params: { query: { q, limit: 6, active: "true", ...(counted && { counted }) } }, signal })),
  });

export function useProducts(q: string, counted = false) {
  return useQuery({ ...productsFound(q, counted), enabled: q !== "", placeholderData: keepPreviousData });
}

/** The goods on the quick keys: what is sold most, of a category or ("") of all. */
export const useQuickGoods = (category: string) =>
  useQuery({
    queryKey: ["products", "quick", category],
    queryFn: () => ok(api.GET("/api/products", { params: { query: { limit: 9, active: "true", sort: "popular", ...(category === "" ? {} : { category }) } } })),
    placeholderData: keepPreviousData,
    meta: { tables: ["barcodes"] },
  });

/** What a scan means, and how much of it when it is the label of a scale. */
export const productByCode = async (code: string) => {
  const { items, scanned } = await ok(api.GET("/api/products", { params: { query: { barcode: code, active: "true", limit: 1 } } }));
  return items[0] && { product: items[0], quantity: scanned };
};

export const customersFound = (q: string) =>
  queryOptions({
    queryKey: ["customers", "counter", q],
    queryFn: ({ signal }) => ok(api.GET("/api/customers", { params: { query: { q, limit: 6 } }, signal })),
  });

export const useCustomers = (q: string) => useQuery({ ...customersFound(q), placeholderData: keepPreviousData });

export const useCustomer = (id: string) =>
  useQuery({
    queryKey: ["customers", "one", id],
    queryFn: () => ok(api.GET("/api/customers/{id}", { params: { path: { id } } })),
    enabled: id !== "",
  });

/** What the customer took before, newest first. */
export const useLastInvoices = (customer_id: string) =>
  useQuery({
    queryKey: ["invoices", "counter", customer_id],
    queryFn: () => ok(api.GET("/api/invoices", { params: { query: { customer_id, limit: 4 } } })),
    enabled: customer_id !== "" && may("invoice_read"),
    meta: { tables: ["credit_notes"] },
  });

/** A sale; with what comes back in exchange, where something does. */
export type Selling = Sale & { back?: Back };

export const sell = ({ back, ...sale }: Selling): Promise<SaleAnswer> =>
  back ? ok(api.POST("/api/exchanges", { body: { ...sale, back } })) : ok(api.POST("/api/sales", { body: sale }));

/** The sale of a basket's id, or null when it was never carried out. */
export async function soldAs(id: string): Promise<SaleAnswer | null> {
  try {
    return await ok(api.GET("/api/sales/{id}", { params: { path: { id } } }));
  } catch (refusal) {
    if (refusal instanceof Problem && refusal.status === 404) return null;
    throw refusal;
  }
}
