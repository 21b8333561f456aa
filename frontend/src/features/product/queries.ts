import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Product, ProductPage, StockMove } from "@/lib/api/types";
import { useList, type Counted } from "@/lib/list";
import { queryOf, type Asked } from "@/lib/views";

const none: readonly Counted[] = [];

export const useProducts = (asked: Asked) =>
  useList<Product, ProductPage>("products", [queryOf(asked)], (page) => ok(api.GET("/api/products", { params: { query: { ...page, ...queryOf(asked) } } })), { tables: ["stock_moves", "barcodes"] });

/** The categories there are, and how many goods stand in each. */
export const useCategories = () => {
  const { data } = useQuery({ queryKey: ["products", "categories"], queryFn: () => ok(api.GET("/api/products/categories")) });
  return data?.items ?? none;
};

export const useProduct = (id: string | undefined) =>
  useQuery({
    queryKey: ["products", "one", id],
    enabled: id !== undefined,
    queryFn: () => ok(api.GET("/api/products/{id}", { params: { path: { id: id ?? "" } } })),
    meta: { tables: ["stock_moves", "barcodes"] },
  });

/** The first pages of a product's stock moves, the newest first. */
export const useMoves = (id: string) =>
  useInfiniteQuery({
    queryKey: ["stock_moves", id],
    queryFn: ({ pageParam }) => ok(api.GET("/api/products/{id}/moves", { params: { path: { id }, query: { limit: 12, cursor: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: (last: { items: StockMove[]; next: string }) => last.next || undefined,
  });

/** The tax classes that the shop has rates for. */
export const useTaxClasses = () => {
  const { data } = useQuery({ queryKey: ["tax_rates", "list"], queryFn: () => ok(api.GET("/api/tax-rates")) });
  return [...new Set(["standard", "exempt", ...(data?.items ?? []).map(({ tax_class }) => tax_class)])];
};

/** The one product that a scan means, or null. */
export async function byBarcode(barcode: string): Promise<Product | null> {
  return (await meantBy(barcode))?.product ?? null;
}

/** What a scan means, and how much of it when it is the label of a scale. */
export async function meantBy(barcode: string): Promise<{ product: Product; quantity: string | undefined } | undefined> {
  const { items, scanned } = await ok(api.GET("/api/products", { params: { query: { barcode, limit: 1 } } }));
  return items[0] && { product: items[0], quantity: scanned };
}

export const changeProduct = (id: string, body: Partial<Product>) => ok(api.PATCH("/api/products/{id}", { params: { path: { id } }, body }));
