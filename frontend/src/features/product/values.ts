/** What the panel of a product holds while it is typed, and what of it the server is told. */
import type { Product } from "@/lib/api/types";
import { readDecimal } from "@/lib/numbers";

export interface Values {
  name: string;
  price: number | null;
  code: string;
  barcodes: string[];
  unit: string;
  tax_class: string;
  price_includes_tax: boolean;
  category: string;
  tax_code: string;
  active: boolean;
  /** Plain decimal text; empty when nothing is said. */
  min_stock: string;
  asks_serial: boolean;
  /** Of the warranty; empty for none. */
  warranty_months: string;
  /** Only asked for when it is new: later there are moves. */
  stock: string;
  /** Only asked for when it is new: its parts are said when it is there. */
  bundle: boolean;
}

export const blank: Values = {
  name: "", price: null, code: "", barcodes: [], unit: "", tax_class: "standard", price_includes_tax: false, category: "", tax_code: "", active: true, min_stock: "", asks_serial: false, warranty_months: "", stock: "", bundle: false,
};

export function valuesOf({ name, price, code, barcodes, unit, tax_class, price_includes_tax, category, tax_code, active, min_stock, asks_serial, warranty_months }: Product): Values {
  return { name, price, code, barcodes, unit, tax_class, price_includes_tax, category, tax_code, active, min_stock: min_stock === "0" ? "" : min_stock, asks_serial, warranty_months: warranty_months === 0 ? "" : String(warranty_months), stock: "", bundle: false };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const filled = (codes: readonly string[]) => codes.map((code) => code.trim()).filter(Boolean);

/** What is different, as the server takes it; nothing else is sent, so that two people may change two things at once. */
export function patchOf(before: Values, now: Values): Partial<Product> {
  const { price, barcodes, warranty_months, ...rest } = now;
  const patch: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(rest)) if (field !== "stock" && field !== "bundle" && !same(value, before[field as keyof Values])) patch[field] = value;
  if (warranty_months !== before.warranty_months) patch["warranty_months"] = Number(warranty_months);
  if (price !== null && price !== before.price) patch["price"] = price;
  if (!same(filled(barcodes), before.barcodes)) patch["barcodes"] = filled(barcodes);
  return patch;
}

/** A new product: name and price, and whatever else was said. A bundle has no stock of its own. */
export function creationOf(id: string, { barcodes, stock, bundle, price, warranty_months, min_stock, ...rest }: Values): Partial<Product> & { name: string; price: number } {
  return { ...rest, id, warranty_months: Number(warranty_months), price: price ?? 0, barcodes: filled(barcodes), min_stock: bundle ? "" : min_stock, ...(stock === "" || bundle ? {} : { stock }) };
}

const scale = 1000;
const toThousandths = (plain: string) => Math.round(Number(plain) * scale);

function plainOf(thousandths: number): string {
  const text = (Math.abs(thousandths) / scale).toFixed(3).replace(/\.?0+$/, "");
  return thousandths < 0 ? `-${text}` : text;
}

/** How stock is put right: what came in, what went out, or what was counted. */
export type StockWay = "in" | "out" | "count";

/** The move that follows, and what is there after it; null while nothing is typed or nothing moves. */
export function moveOf(way: StockWay, before: string, typed: string): { quantity: string; after: string } | null {
  const plain = readDecimal(typed, 3);
  if (plain === null) return null;
  const now = toThousandths(before);
  const said = toThousandths(plain);
  const quantity = way === "in" ? said : way === "out" ? -said : said - now;
  return quantity === 0 ? null : { quantity: plainOf(quantity), after: plainOf(now + quantity) };
}
