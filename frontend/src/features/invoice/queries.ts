import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { InvoiceRow, Page } from "@/lib/api/types";
import { useList } from "@/lib/list";
import { queryOf, type Asked } from "@/lib/views";

export const useInvoices = (asked: Asked) => useList<InvoiceRow, Page<InvoiceRow>>("invoices", [queryOf(asked)], (page) => ok(api.GET("/api/invoices", { params: { query: { ...page, ...queryOf(asked) } } })), { tables: ["settlements"] });

/** An issued document never changes; what is still open of it does. */
export const useInvoice = (id: string | undefined) =>
  useQuery({
    queryKey: ["invoices", "one", id],
    enabled: id !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/invoices/{id}", { params: { path: { id: id ?? "" } } })),
    meta: { tables: ["settlements"] },
  });
