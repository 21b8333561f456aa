import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { CreditRequest, CreditRow, Page } from "@/lib/api/types";
import { useList } from "@/lib/list";
import { queryOf, type Asked } from "@/lib/views";

export const useCreditsOf = (invoice: string) =>
  useQuery({
    queryKey: ["credit_notes", "of", invoice],
    meta: { tables: ["payments"] },
    queryFn: () => ok(api.GET("/api/invoices/{id}/credits", { params: { path: { id: invoice } } })),
  });

/** What was taken back, the newest first. */
export const useCredits = (asked: Asked) =>
  useList<CreditRow, Page<CreditRow>>("credit_notes", [queryOf(asked)], (page) => ok(api.GET("/api/credits", { params: { query: { ...page, ...queryOf(asked) } } })), { tables: ["exchanges"] });

export const useCredit = (id: string | undefined) =>
  useQuery({
    queryKey: ["credit_notes", "one", id],
    enabled: id !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.GET("/api/credits/{id}", { params: { path: { id: id ?? "" } } })),
  });

/** What waits to be sent to the tax system, the oldest first. */
export const useWaiting = () =>
  useQuery({
    queryKey: ["tax_sends", "waiting"],
    meta: { tables: ["invoices", "credit_notes", "tax_deadlines"] },
    queryFn: () => ok(api.GET("/api/tax-documents/waiting")),
  });

/** What a return would come to; asked anew with every change of it. */
export const useCreditQuote = (body: CreditRequest | null) =>
  useQuery({
    queryKey: ["credit_notes", "quote", { ...body, id: "" }],
    enabled: body !== null,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.POST("/api/credits/quote", { body: body as CreditRequest })),
  });
