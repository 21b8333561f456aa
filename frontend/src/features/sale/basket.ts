/** The basket on the counter, as a value: what may happen to it, and nothing else. The server does the arithmetic. */
import { newId } from "@/lib/api/client";
import type { Sent } from "@/lib/api/paths";
import type { Back, Basket as KeptBasket, Discount, Product, Quote, Sale } from "@/lib/api/types";

/** One line. It is named by its product: ringing the same thing up again makes it more. */
export interface Line {
  product_id: string;
  name: string;
  unit: string;
  /** Decimal text, three places at most. */
  quantity: string;
  /** The list's price the seller saw, in rial. */
  list_price: number;
  /** Another price than the list's, chosen by the seller. */
  price?: number;
  discount?: Discount;
  /** Which pieces they are, as far as it was said. */
  serials?: readonly string[];
}

export interface Basket {
  /** The sale made of it bears the same id. */
  id: string;
  /** Empty for a guest. */
  customer_id: string;
  lines: readonly Line[];
  /** On the whole. */
  discount?: Discount;
  /** What comes back in exchange for it. */
  back?: Back;
  /** The price level that the lines were priced by; empty for the list's prices. */
  level?: string;
  /** Who or what it waits for. */
  note?: string;
  /** It waits: another till may take it over. */
  held?: boolean;
  /** Since when it waits, in ms; only known here. */
  since?: number;
  /** The chosen line, by product; empty when there is none. */
  chosen: string;
}

export type Step =
  | { type: "add"; product: Pick<Product, "id" | "name" | "unit" | "price">; quantity?: string }
  | { type: "quantity"; product_id: string; quantity: string }
  | { type: "more"; product_id: string; by: number }
  | { type: "price"; product_id: string; price: number | undefined }
  | { type: "serials"; product_id: string; serials: readonly string[] }
  | { type: "line_discount"; product_id: string; discount: Discount | undefined }
  | { type: "discount"; discount: Discount | undefined }
  | { type: "decide"; product_id: string; take: "new" | "old"; list_price: number }
  | { type: "remove"; product_id: string }
  | { type: "put_back"; line: Line; at: number }
  | { type: "choose"; product_id: string }
  | { type: "names"; from: Pick<Quote, "lines"> }
  | { type: "level"; from: Pick<Quote, "lines" | "level"> }
  | { type: "move"; by: number }
  | { type: "customer"; customer_id: string }
  | { type: "back"; back: Back | undefined }
  | { type: "aside"; at: number; note?: string }
  | { type: "up" }
  | { type: "clear" }
  | { type: "refill"; from: Basket };

export const emptyBasket = (id = newId()): Basket => ({ id, customer_id: "", lines: [], chosen: "" });

/** Is there anything that would be missed? */
export const isBlank = ({ lines, customer_id, back }: Basket) => lines.length === 0 && customer_id === "" && back === undefined;

/** Quantities are exact: counted in thousandths. */
export function thousandths(quantity: string): number {
  const [whole = "0", fraction = ""] = quantity.split(".");
  return Number(whole) * 1000 + Number(`${fraction}000`.slice(0, 3));
}

export function decimalText(of: number): string {
  const rest = of % 1000;
  return `${(of - rest) / 1000}${rest ? `.${String(rest).padStart(3, "0").replace(/0+$/, "")}` : ""}`;
}

const most = 1_000_000_000_000;
const sum = (a: string, b: string) => decimalText(Math.min(most, thousandths(a) + thousandths(b)));

export const chosenLine = ({ lines, chosen }: Basket) => lines.find(({ product_id }) => product_id === chosen);

/** What the seller asks for one of it, in rial. */
export const askedPrice = ({ price, list_price }: Line) => price ?? list_price;

/** No more serials than whole pieces. */
const trimmed = (line: Line): Line => (line.serials && line.serials.length * 1000 > thousandths(line.quantity) ? { ...line, serials: line.serials.slice(0, Math.floor(thousandths(line.quantity) / 1000)) } : line);

const change = (basket: Basket, product_id: string, how: (line: Line) => Line): Basket => ({
  ...basket,
  lines: basket.lines.map((line) => (line.product_id === product_id ? how(line) : line)),
});

export function step(basket: Basket, taken: Step): Basket {
  switch (taken.type) {
    case "add": {
      const { product, quantity = "1" } = taken;
      const there = basket.lines.some(({ product_id }) => product_id === product.id);
      const lines = there
        ? change(basket, product.id, (line) => ({ ...line, quantity: sum(line.quantity, quantity) })).lines
        : [...basket.lines, { product_id: product.id, name: product.name, unit: product.unit, quantity, list_price: product.price }];
      return { ...basket, lines, chosen: product.id };
    }
    case "quantity":
      return change({ ...basket, chosen: taken.product_id }, taken.product_id, (line) => trimmed({ ...line, quantity: taken.quantity }));
    case "more":
      return change(basket, taken.product_id, (line) => {
        const next = thousandths(line.quantity) + taken.by * 1000;
        return next > 0 && next <= most ? trimmed({ ...line, quantity: decimalText(next) }) : line;
      });
    case "price":
      return change(basket, taken.product_id, (line) => ({ ...line, price: taken.price === line.list_price ? undefined : taken.price }));
    case "serials":
      return change(basket, taken.product_id, (line) => trimmed({ ...line, serials: taken.serials }));
    case "line_discount":
      return change(basket, taken.product_id, (line) => ({ ...line, discount: taken.discount }));
    case "discount":
      return { ...basket, discount: taken.discount };
    case "decide":
      return change(basket, taken.product_id, (line) => {
        const price = taken.take === "new" || askedPrice(line) === taken.list_price ? undefined : askedPrice(line);
        return { ...line, list_price: taken.list_price, price };
      });
    case "level": {
      const level = taken.from.level?.id ?? "";
      const quoted = new Map(taken.from.lines.map((line) => [line.product_id, line]));
      const other = level !== (basket.level ?? "");
      const lines = basket.lines.map((line) => {
        const now = quoted.get(line.product_id);
        // A line at the list's price, or priced for somebody else, follows; one whose own price was chosen keeps it.
        if (!now || now.list_price === line.list_price || (!other && line.list_price !== now.shelf_price)) return line;
        return { ...line, list_price: now.list_price };
      });
      return other || lines.some((line, at) => line !== basket.lines[at]) ? { ...basket, level, lines } : basket;
    }
    case "remove": {
      const at = basket.lines.findIndex(({ product_id }) => product_id === taken.product_id);
      if (at < 0) return basket;
      const lines = basket.lines.filter((_, index) => index !== at);
      const chosen = basket.chosen === taken.product_id ? (lines[Math.min(at, lines.length - 1)]?.product_id ?? "") : basket.chosen;
      return { ...basket, lines, chosen };
    }
    case "put_back": {
      if (basket.lines.some(({ product_id }) => product_id === taken.line.product_id)) return basket;
      return { ...basket, lines: basket.lines.toSpliced(taken.at, 0, taken.line), chosen: taken.line.product_id };
    }
    case "names": {
      // A basket that was kept knows its goods by id alone.
      const named = new Map(taken.from.lines.map((line) => [line.product_id, line]));
      if (basket.lines.every(({ name, product_id }) => name !== "" || !named.has(product_id))) return basket;
      return { ...basket, lines: basket.lines.map((line) => (line.name === "" ? { ...line, name: named.get(line.product_id)?.name ?? "", unit: named.get(line.product_id)?.unit ?? "" } : line)) };
    }
    case "choose":
      return { ...basket, chosen: taken.product_id };
    case "move": {
      const at = basket.lines.findIndex(({ product_id }) => product_id === basket.chosen);
      const next = at < 0 ? (taken.by > 0 ? 0 : basket.lines.length - 1) : Math.max(0, Math.min(basket.lines.length - 1, at + taken.by));
      return { ...basket, chosen: basket.lines[next]?.product_id ?? "" };
    }
    case "customer":
      return { ...basket, customer_id: taken.customer_id };
    case "back":
      return { ...basket, back: taken.back };
    case "aside":
      return { ...basket, held: true, since: taken.at, note: taken.note ?? basket.note };
    case "up":
      return basket.held ? { ...basket, held: false, since: undefined } : basket;
    case "clear":
      return { ...emptyBasket(basket.id) };
    case "refill":
      return basket.lines.length === 0 ? { ...taken.from, id: basket.id } : basket;
  }
}

/** What the server is asked to compute. The price that was seen is always named: nobody pays one that was not said. */
export function draftOf({ customer_id, discount, lines }: Basket): Omit<Sale, "id" | "payments"> {
  return {
    ...(customer_id && { customer_id }),
    ...(discount && { discount }),
    lines: lines.map((line) => ({
      product_id: line.product_id,
      quantity: line.quantity,
      price: askedPrice(line),
      ...(line.discount && { discount: line.discount }),
      ...(line.serials && line.serials.length > 0 && { serials: [...line.serials] }),
    })),
  };
}

/** What the server keeps of it until it is sold. */
export function keptOf({ customer_id, discount, lines, back, note, held }: Basket): Sent<"/api/baskets/{id}", "put"> {
  return {
    ...(customer_id && { customer_id }),
    ...(discount && { discount }),
    ...(back && { back }),
    ...(note && { note }),
    ...(held && { held }),
    lines: lines.map(({ product_id, quantity, price, list_price, discount: own, serials }) => ({
      product_id,
      quantity,
      list_price,
      ...(price !== undefined && { price }),
      ...(own && { discount: own }),
      ...(serials && serials.length > 0 && { serials: [...serials] }),
    })),
  };
}

/** The basket as it was kept. Names come with the first quote. */
export function basketFrom(kept: Pick<KeptBasket, "id" | "customer_id" | "lines" | "discount" | "back" | "note" | "held"> & { updated_at?: string }): Basket {
  const lines: Line[] = [];
  for (const { product_id, quantity, price, list_price, discount, serials } of kept.lines) {
    const there = lines.findIndex((line) => line.product_id === product_id);
    const before = lines[there];
    if (before) lines[there] = { ...before, quantity: sum(before.quantity, quantity), ...(serials && { serials: [...(before.serials ?? []), ...serials] }) };
    else lines.push({ product_id, name: "", unit: "", quantity, price, list_price, discount, ...(serials && { serials }) });
  }
  return { id: kept.id, customer_id: kept.customer_id ?? "", lines, discount: kept.discount, back: kept.back, note: kept.note, held: kept.held, ...(kept.held && kept.updated_at && { since: Date.parse(kept.updated_at) }), chosen: lines.at(-1)?.product_id ?? "" };
}

/** Since when it waits, in ms: since it was set aside, or else since it was begun, which its id says. */
export const waitsSince = ({ id, since }: Basket) => since ?? parseInt(id.replaceAll("-", "").slice(0, 12), 16);

/** The one that was set aside last: who comes back first is mostly who went last. */
export const latestOf = <One extends { basket: Basket }>(waiting: readonly One[]): One | undefined =>
  waiting.reduce<One | undefined>((latest, one) => (latest && waitsSince(latest.basket) >= waitsSince(one.basket) ? latest : one), undefined);

/** Whoever waits this long, in minutes, may have been forgotten. */
export const longWait = 60;

/** A price that is another one now than when the line was rung up: the seller decides. */
export interface Question {
  line: Line;
  /** The list's price now, in rial. */
  now: number;
}

export function questionsOf({ lines }: Basket, quote: Pick<Quote, "lines"> | undefined): Question[] {
  const listed = new Map(quote?.lines.map(({ product_id, list_price }) => [product_id, list_price]));
  return lines.flatMap((line) => {
    const now = listed.get(line.product_id);
    return now === undefined || now === line.list_price ? [] : [{ line, now }];
  });
}
