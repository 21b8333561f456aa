/** Serials: which very piece was sold. Keys begin with the journal's table. */
import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Answer } from "@/lib/api/paths";

export type Sold = Answer<"/api/serials", "get">["items"][number];

/** Where a serial was sold. */
export const soldAt = (serial: string) =>
  queryOptions({
    queryKey: ["serials", serial],
    queryFn: () => ok(api.GET("/api/serials", { params: { query: { serial } } })),
    meta: { tables: ["serial_returns"] },
  });

/** The document on which a piece of this product was sold and from which it did not come back; but is one that is being put right. */
export const stillSold = (sold: readonly Sold[], product_id: string, but = "") => sold.find((one) => one.product_id === product_id && !one.returned && one.invoice_id !== but);
