import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { InvoiceRow, Page } from "@/lib/api/types";
import { pageSize, useList } from "@/lib/list";
import type { Span } from "./period";

export interface Wanted extends Span {
  q: string;
  owing: boolean;
  customer: string | undefined;
}

export const useInvoices = ({ q, from, to, owing, customer }: Wanted) =>
  useList<InvoiceRow, Page<InvoiceRow>>("invoices", [q, from, to, owing, customer], (cursor) =>
    ok(api.GET("/api/invoices", { params: { query: { q, limit: pageSize, cursor, from: from || undefined, to: to || undefined, owing: owing || undefined, customer_id: customer } } })),
  );

/** An issued document never changes, so what was read once is right. */
export const useInvoice = (id: string | undefined) =>
  useQuery({
    queryKey: ["invoices", "one", id],
    enabled: id !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/invoices/{id}", { params: { path: { id: id ?? "" } } })),
  });
