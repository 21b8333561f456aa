import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Sent } from "@/lib/api/paths";

export type LaterPayment = Sent<"/api/customers/{id}/payments", "post">;

/** What a customer owes and the invoices that are still open, the oldest first. */
export const useAccount = (id: string | undefined) =>
  useQuery({
    queryKey: ["payments", "account", id],
    enabled: id !== undefined,
    queryFn: () => ok(api.GET("/api/customers/{id}/account", { params: { path: { id: id ?? "" } } })),
    meta: { tables: ["invoices", "credit_notes", "settlements", "cheque_events", "customers", "customer_merges"] },
  });

export const takePayment = (id: string, body: LaterPayment) => ok(api.POST("/api/customers/{id}/payments", { params: { path: { id } }, body }));

/** What money is for. */
export type Apply = "oldest" | "chosen" | "account";

/** The amount that is offered: what is open of the chosen ones, or all that is owed. Null when nothing is. */
export function offered(apply: Apply, chosen: readonly string[], account: { owed: number; open: readonly { id: string; open: number }[] }): number | null {
  const sum = apply === "chosen" ? account.open.filter(({ id }) => chosen.includes(id)).reduce((all, { open }) => all + open, 0) : account.owed;
  return sum > 0 ? sum : null;
}
