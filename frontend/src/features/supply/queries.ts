/** What the sheets of counts and deliveries ask the server. Keys begin with the journal's table. */
import { useQuery } from "@tanstack/react-query";
import type { Answer, Sent } from "@/lib/api/paths";
import { api, ok } from "@/lib/api/client";
import { useList } from "@/lib/list";
import { queryOf, type Asked } from "@/lib/views";

export type Sheet = Answer<"/api/stock-sheets/{id}", "get">;
export type SheetLine = NonNullable<Sheet["lines"]>[number];
type Sheets = Answer<"/api/stock-sheets", "get">;

const tables = ["stock_sheet_lines", "stock_posts"];

export const useSheets = (asked: Asked) =>
  useList<Sheet, Sheets>("stock_sheets", [queryOf(asked)], (page) => ok(api.GET("/api/stock-sheets", { params: { query: { ...page, ...queryOf(asked) } } })), { tables });

export const sheetKey = (id: string) => ["stock_sheets", "one", id];

export const useSheet = (id: string) =>
  useQuery({ queryKey: sheetKey(id), queryFn: () => ok(api.GET("/api/stock-sheets/{id}", { params: { path: { id } } })), meta: { tables: [...tables, "products"] } });

const at = (id: string) => ({ params: { path: { id } } });
const line = (id: string, product: string) => ({ params: { path: { id, product } } });

export const beginSheet = (body: Sent<"/api/stock-sheets", "post">) => ok(api.POST("/api/stock-sheets", { body }));
export const dropSheet = (id: string) => ok(api.DELETE("/api/stock-sheets/{id}", at(id)));
export const postSheet = (id: string) => ok(api.POST("/api/stock-sheets/{id}/post", at(id)));
export const putLine = (id: string, product: string, body: Sent<"/api/stock-sheets/{id}/lines/{product}", "put">) => ok(api.PUT("/api/stock-sheets/{id}/lines/{product}", { ...line(id, product), body }));
export const takeLine = (id: string, product: string) => ok(api.DELETE("/api/stock-sheets/{id}/lines/{product}", line(id, product)));
