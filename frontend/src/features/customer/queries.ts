import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Customer, CustomerPage } from "@/lib/api/types";
import { useList, type Counted } from "@/lib/list";
import { queryOf, type Asked } from "@/lib/views";

const none: readonly Counted[] = [];

/** By name, phone (whole or its last digits) or another number. */
export const useCustomers = (asked: Asked) =>
  useList<Customer, CustomerPage>("customers", [queryOf(asked)], (page) => ok(api.GET("/api/customers", { params: { query: { ...page, ...queryOf(asked) } } })), { tables: ["invoices", "payments", "cheque_events"] });

/** The cities that customers live in, and how many in each. */
export const useCities = () => {
  const { data } = useQuery({ queryKey: ["customers", "cities"], queryFn: () => ok(api.GET("/api/customers/cities")) });
  return data?.items ?? none;
};

/** One customer, whole for those who may; the server writes down who asked. So ask only when a person does. */
export const useCustomer = (id: string | undefined) =>
  useQuery({
    queryKey: ["customers", "one", id],
    enabled: id !== undefined,
    queryFn: () => ok(api.GET("/api/customers/{id}", { params: { path: { id: id ?? "" } } })),
    meta: { tables: ["invoices", "payments", "cheque_events"] },
  });

export const changeCustomer = (id: string, body: Partial<Customer>) => ok(api.PATCH("/api/customers/{id}", { params: { path: { id } }, body }));

export const createCustomer = (id: string, body: Partial<Customer> & { kind: string; name: string }) => ok(api.POST("/api/customers", { body: { ...body, id } }));
