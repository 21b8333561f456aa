/** Price levels: what groups of customers pay. Keys begin with the journal's table. */
import { useQuery } from "@tanstack/react-query";
import type { Answer } from "@/lib/api/paths";
import { api, ok } from "@/lib/api/client";

export type Level = Answer<"/api/price-levels", "get">["items"][number];
export type ProductPrice = Answer<"/api/products/{id}/prices", "get">["items"][number];

const none: readonly Level[] = [];

export const useLevels = () => useQuery({ queryKey: ["price_levels", "list"], queryFn: () => ok(api.GET("/api/price-levels")) }).data?.items ?? none;

export const usePrices = (id: string) =>
  useQuery({ queryKey: ["level_prices", id], queryFn: () => ok(api.GET("/api/products/{id}/prices", { params: { path: { id } } })), meta: { tables: ["price_levels", "products"] } }).data?.items ?? [];

export const createLevel = (body: { id: string; name: string; percent: string }) => ok(api.POST("/api/price-levels", { body }));
export const changeLevel = (id: string, body: { name: string; percent: string }) => ok(api.PATCH("/api/price-levels/{id}", { params: { path: { id } }, body }));
export const removeLevel = (id: string) => ok(api.DELETE("/api/price-levels/{id}", { params: { path: { id } } }));
export const setPrice = (id: string, level: string, price: number | null) => ok(api.PUT("/api/products/{id}/prices/{level}", { params: { path: { id, level } }, body: price === null ? {} : { price } }));
export const giveLevel = (id: string, level_id: string) => ok(api.PUT("/api/customers/{id}/level", { params: { path: { id } }, body: { level_id } }));
