/** What the columns of a list hold: decided by a person, without a screen. */
import type { Unit } from "@/lib/money";
import type { Kind, Look, Row } from "./imports";

/** The fields of each kind, the needed ones first. */
export const fields: Record<Kind, readonly string[]> = {
  products: ["name", "price", "code", "barcode", "unit", "stock", "category"],
  customers: ["name", "phone", "kind", "national_id", "economic_code", "registration_no", "postal_code", "province", "city", "address", "email", "note", "level"],
  stock: ["code", "barcode", "name", "stock"],
};

/** Field → column. A field is in one column, a column holds one field. */
export type Chosen = Readonly<Record<string, number>>;

const asksPrice = ({ asks }: Pick<Look, "asks">) => asks.includes("price_column");

/** As recognised. Which of several prices is meant is not guessed. */
export function recognised(look: Pick<Look, "columns" | "asks">): Chosen {
  const chosen: Record<string, number> = {};
  for (const { at, field } of look.columns) if (field && chosen[field] === undefined && !(field === "price" && asksPrice(look))) chosen[field] = at;
  return chosen;
}

export const fieldAt = (chosen: Chosen, at: number) => Object.keys(chosen).find((field) => chosen[field] === at) ?? "";

/** Another choice for one column: the field leaves the column that had it. "" takes the column out. */
export function choose(chosen: Chosen, at: number, field: string): Chosen {
  const next = Object.fromEntries(Object.entries(chosen).filter(([had, column]) => column !== at && had !== field));
  return field ? { ...next, [field]: at } : next;
}

/** What is still missing, as the last part of the catalogue's key; "" when it can go on. */
export function lacking(kind: Kind, chosen: Chosen, look: Pick<Look, "asks">): "" | "name" | "key" | "stock" | "price" {
  const has = (field: string) => chosen[field] !== undefined;
  if (kind === "customers") return has("name") ? "" : "name";
  if (!has("name") && !has("code") && !has("barcode")) return kind === "stock" ? "key" : "name";
  if (kind === "stock" && !has("stock")) return "stock";
  return kind === "products" && asksPrice(look) && !has("price") ? "price" : "";
}

/** The columns that may be the price, when the file has several. */
export const priceColumns = (look: Pick<Look, "columns" | "asks">) => (asksPrice(look) ? look.columns.filter(({ field }) => field === "price") : []);

/** A price of the file, to show what its unit would make of it. */
export const samplePrice = ({ columns }: Pick<Look, "columns">, chosen: Chosen) => columns.find(({ at }) => at === chosen["price"])?.samples.find((text) => /[0-9۰-۹٠-٩]/.test(text)) ?? "";

/** Is the unit still to be asked? Only where a column holds prices. */
export const asksUnit = (look: Pick<Look, "asks" | "unit">, chosen: Chosen) => chosen["price"] !== undefined && look.asks.includes("unit");

/** Rial and toman lie a factor of ten apart: when most prices change by about that, the unit is probably the wrong one. */
export function wrongUnit(rows: readonly Pick<Row, "cells">[]): boolean {
  const ratios = rows.flatMap(({ cells }) => cells.filter(({ field }) => field === "price").map((cell) => Number(cell.new) / Number(cell.old))).filter(Number.isFinite);
  const tenfold = ratios.filter((ratio) => (ratio > 6 && ratio < 16) || (ratio > 1 / 16 && ratio < 1 / 6));
  return ratios.length > 0 && tenfold.length * 2 > ratios.length;
}

export interface Decided {
  kind: Kind;
  chosen: Chosen;
  unit: Unit;
}
