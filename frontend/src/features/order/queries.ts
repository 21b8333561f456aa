/** What the orders' screen asks the server. Keys begin with the journal's table. */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { OrderRow, Page, Payment } from "@/lib/api/types";
import type { Sent } from "@/lib/api/paths";
import { useList } from "@/lib/list";
import { queryOf, type Asked } from "@/lib/views";

const tables = ["order_details", "order_events", "payments", "settlements"];

export const useOrders = (asked: Asked) =>
  useList<OrderRow, Page<OrderRow>>("orders", [queryOf(asked)], (page) => ok(api.GET("/api/orders", { params: { query: { ...page, followed: true, ...queryOf(asked) } } })), { tables });

export const useOrder = (id: string | undefined) =>
  useQuery({
    queryKey: ["orders", "one", id],
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
    meta: { tables },
    queryFn: () => ok(api.GET("/api/orders/{id}", { params: { path: { id: id ?? "" } } })),
  });

/** The order that a scanned number means: its own, its invoice's or its tracking code. */
export async function orderOf(code: string): Promise<OrderRow | undefined> {
  const { items } = await ok(api.GET("/api/orders", { params: { query: { q: code, followed: true, limit: 50 } } }));
  return items.find(({ number }) => number === code.toUpperCase()) ?? (items.length === 1 ? items[0] : undefined);
}

/** How many orders stand in each open state. */
export const useCounts = () =>
  useQuery({
    queryKey: ["orders", "counts"],
    queryFn: async () => new Map((await ok(api.GET("/api/orders/counts"))).items.map(({ value, count }) => [value, count])),
  });

const at = (id: string) => ({ params: { path: { id } } });

export const takeStep = (id: string, body: Sent<"/api/orders/{id}/state", "post">) => ok(api.POST("/api/orders/{id}/state", { ...at(id), body }));
export const changeOrder = (id: string, body: Sent<"/api/orders/{id}", "patch">) => ok(api.PATCH("/api/orders/{id}", { ...at(id), body }));

/** To whom an order goes, whole. Asking is written down, so it is asked only when somebody wants to see it. */
export const useContact = (id: string, asked: boolean) =>
  useQuery({
    queryKey: ["order_details", "contact", id],
    enabled: asked,
    queryFn: () => ok(api.GET("/api/orders/{id}/contact", at(id))),
  });
export const payAhead = (id: string, body: Sent<"/api/orders/{id}/deposits", "post">) => ok(api.POST("/api/orders/{id}/deposits", { ...at(id), body }));
export const handOver = (id: string, body: Sent<"/api/orders/{id}/deliver", "post">) => ok(api.POST("/api/orders/{id}/deliver", { ...at(id), body }));
/** What a hand-over of these lines would come to, and what is still to be paid of it. */
export const handing = (id: string, lines: NonNullable<Sent<"/api/orders/{id}/deliver/quote", "post">["lines"]>) =>
  queryOptions({
    queryKey: ["orders", "handing", id, lines],
    enabled: lines.length > 0,
    retry: false,
    queryFn: () => ok(api.POST("/api/orders/{id}/deliver/quote", { ...at(id), body: { lines } })),
    meta: { tables: ["payments", "invoices", "credit_notes", "cheque_events"] },
  });
export const placeOrder = (body: Sent<"/api/orders", "post">) => ok(api.POST("/api/orders", { body }));

/** Ways in which money is handed over for an order. */
export const ways: readonly Payment["method"][] = ["cash", "card", "transfer"];
