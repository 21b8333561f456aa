import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { InvoiceRow, Page } from "@/lib/api/types";
import { pageSize, useList } from "@/lib/list";
import { openPdf } from "@/lib/openPdf";
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

export type Form = "short" | "official";
export type Lang = "fa" | "en" | "both";

const pathOf = (id: string, form: Form, lang: Lang, copy: boolean) => `/api/invoices/${encodeURIComponent(id)}/pdf?form=${form}&lang=${lang}${copy ? "&copy=true" : ""}`;

/** Shows the document. */
export const showPdf = (id: string, form: Form, lang: Lang) => openPdf(pathOf(id, form, lang, false));

/** Prints it again: noted, and marked as a copy from the second time on. */
export const printAgain = (id: string, form: Form, lang: Lang) =>
  openPdf(ok(api.POST("/api/invoices/{id}/prints", { params: { path: { id } }, body: { form, lang } })).then(({ copy }) => pathOf(id, form, lang, copy > 1)));
