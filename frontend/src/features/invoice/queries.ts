import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { InvoiceRow, Page } from "@/lib/api/types";
import { useList } from "@/lib/list";
import { till } from "@/lib/session";
import { useStore } from "@/lib/store";
import { queryOf, type Asked } from "@/lib/views";
import { printInvoice, rollReceipt, type Lang } from "./print";

export const useInvoices = (asked: Asked) => useList<InvoiceRow, Page<InvoiceRow>>("invoices", [queryOf(asked)], (page) => ok(api.GET("/api/invoices", { params: { query: { ...page, ...queryOf(asked) } } })), { tables: ["settlements", "credit_notes"] });

/** The receipt printers of the tills. */
export const usePrinters = () => useQuery({ queryKey: ["printers"], queryFn: () => ok(api.GET("/api/printers")) });

/** Puts a receipt before the person: out of this till's printer, or as PDF where it has none. */
export function useReceipt(): (id: string, lang?: Lang) => void {
  const here = useStore(till);
  const printers = usePrinters();
  const printer = printers.data?.items.find(({ till_id }) => till_id === here?.id);
  return (id, lang) => (printer ? rollReceipt(id, printer.till_id, lang) : printInvoice(id, "receipt", lang));
}

/** An issued document never changes; what is still open of it does. */
export const useInvoice = (id: string | undefined) =>
  useQuery({
    queryKey: ["invoices", "one", id],
    enabled: id !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/invoices/{id}", { params: { path: { id: id ?? "" } } })),
    meta: { tables: ["settlements", "serial_returns"] },
  });
