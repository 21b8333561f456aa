import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Shop } from "@/lib/api/types";
import { shop } from "@/lib/session";

/** The shop as it stands, with every field that the session leaves out. */
export const useWholeShop = () => useQuery({ queryKey: ["shops"], queryFn: () => ok(api.GET("/api/shop")) });

/** Changes the shop; every screen of this window follows at once. */
export async function changeShop(body: Partial<Shop>): Promise<Shop> {
  const next = await ok(api.PATCH("/api/shop", { body }));
  shop.set({ ...shop.get(), ...next });
  return next;
}

export const useTills = () => useQuery({ queryKey: ["tills"], queryFn: () => ok(api.GET("/api/tills")) });

/** Asked anew from time to time: a port that was taken is tried again by itself. */
export const useNetwork = () => useQuery({ queryKey: ["network"], queryFn: () => ok(api.GET("/api/network")), refetchInterval: 10_000 });

export const useDeadlines = () => useQuery({ queryKey: ["tax_deadlines"], queryFn: () => ok(api.GET("/api/tax-deadlines")) });

export const useTaxRates = () => useQuery({ queryKey: ["tax_rates", "all"], queryFn: () => ok(api.GET("/api/tax-rates")) });
