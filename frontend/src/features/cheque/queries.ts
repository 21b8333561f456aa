/** What the cheques' screen asks the server. Keys begin with the journal's table. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, newId, ok } from "@/lib/api/client";
import type { Answer, Sent } from "@/lib/api/paths";
import type { Page } from "@/lib/api/types";
import { useList } from "@/lib/list";
import { queryOf, type Asked } from "@/lib/views";

export type ChequeRow = Answer<"/api/cheques", "get">["items"][number];
/** A cheque with its timeline, what it pays, and the steps that it may take now. */
export type Cheque = Answer<"/api/cheques/{id}", "get">;
export type Sums = Answer<"/api/cheques/sums", "get">;

const tables = ["cheque_events", "customers"];

export const useCheques = (asked: Asked) =>
  useList<ChequeRow, Page<ChequeRow>>("cheques", [queryOf(asked)], (page) => ok(api.GET("/api/cheques", { params: { query: { ...page, ...queryOf(asked) } } })), { tables });

export const useCheque = (id: string | undefined) =>
  useQuery({
    queryKey: ["cheques", "one", id],
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
    meta: { tables: [...tables, "settlements"] },
    queryFn: () => ok(api.GET("/api/cheques/{id}", { params: { path: { id: id ?? "" } } })),
  });

export const useSums = () => useQuery({ queryKey: ["cheques", "sums"], queryFn: () => ok(api.GET("/api/cheques/sums")) }).data;

const at = (id: string) => ({ params: { path: { id } } });

export const takeStep = (id: string, state: string, note: string) => ok(api.POST("/api/cheques/{id}/state", { ...at(id), body: { id: newId(), state, ...(note && { note }) } }));
export const putRight = (id: string, body: Sent<"/api/cheques/{id}", "patch">) => ok(api.PATCH("/api/cheques/{id}", { ...at(id), body }));
