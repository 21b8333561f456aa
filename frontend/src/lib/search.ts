/** Everything from one field: asked once, with what became idle let go. */
import { queryOptions } from "@tanstack/react-query";
import { ok } from "./api/client";
import { soon } from "./api/soon";
import type { Customer, InvoiceRow, OrderRow, Product } from "./api/types";

/** What was found of each kind, best first; how the text was read, when not as it stands. */
export interface Found {
  customers: Customer[];
  products: Product[];
  invoices: InvoiceRow[];
  orders: OrderRow[];
  read_as?: string;
  meant?: string;
}

export const everything = (q: string) =>
  queryOptions({
    queryKey: ["products", "search", q],
    // The signal stops the question when the next letter comes.
    queryFn: ({ signal }) => ok(soon.get<Found>("/api/search", { params: { query: { q, limit: 5 } }, signal })),
    meta: { tables: ["customers", "invoices", "orders"] },
    gcTime: 60_000,
  });
