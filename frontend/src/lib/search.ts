/** Everything from one field: asked once, with what became idle let go. */
import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "./api/client";

export const everything = (q: string) =>
  queryOptions({
    queryKey: ["products", "search", q],
    // The signal stops the question when the next letter comes.
    queryFn: ({ signal }) => ok(api.GET("/api/search", { params: { query: { q, limit: 5 } }, signal })),
    meta: { tables: ["customers", "invoices", "orders"] },
    gcTime: 60_000,
  });
