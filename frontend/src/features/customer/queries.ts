import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Customer, Page } from "@/lib/api/types";
import { pageSize, useList } from "@/lib/list";

/** By name, phone (whole or its last digits) or another number. */
export const useCustomers = (q: string) =>
  useList<Customer, Page<Customer>>("customers", [q], (cursor) => ok(api.GET("/api/customers", { params: { query: { q, limit: pageSize, cursor } } })), { tables: ["invoices", "payments"] });

/** One customer, whole for those who may; the server writes down who asked. So ask only when a person does. */
export const useCustomer = (id: string | undefined) =>
  useQuery({
    queryKey: ["customers", "one", id],
    enabled: id !== undefined,
    queryFn: () => ok(api.GET("/api/customers/{id}", { params: { path: { id: id ?? "" } } })),
    meta: { tables: ["invoices", "payments"] },
  });

export const changeCustomer = (id: string, body: Partial<Customer>) => ok(api.PATCH("/api/customers/{id}", { params: { path: { id } }, body }));

export const createCustomer = (id: string, body: Partial<Customer> & { kind: string; name: string }) => ok(api.POST("/api/customers", { body: { ...body, id } }));
