/** Bundles: goods that are made of others. Keys begin with the journal's table. */
import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Answer, Sent } from "@/lib/api/paths";
import type { Product } from "@/lib/api/types";

export type Part = Answer<"/api/products/{id}/parts", "get">["items"][number];

const none: readonly Part[] = [];

export const isBundle = ({ parts }: Pick<Product, "parts">) => (parts?.length ?? 0) > 0;

/** What a bundle is made of, with what there is of each part. */
export const useParts = (product: Product) =>
  useQuery({
    queryKey: ["products", "parts", product.id],
    enabled: isBundle(product),
    queryFn: () => ok(api.GET("/api/products/{id}/parts", { params: { path: { id: product.id } } })),
    meta: { tables: ["stock_moves"] },
  }).data?.items ?? none;

/** A new product with its parts, in one step. */
export const makeBundle = (body: Sent<"/api/bundles", "post">) => ok(api.POST("/api/bundles", { body }));

export const setParts = (id: string, parts: readonly { product_id: string; quantity: string }[]) =>
  ok(api.PUT("/api/products/{id}/parts", { params: { path: { id } }, body: { parts: [...parts] } }));
