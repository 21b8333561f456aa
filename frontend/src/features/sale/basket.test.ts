import { expect, test } from "vitest";
import type { Basket as KeptBasket, Quote } from "@/lib/api/types";
import { askedPrice, basketFrom, chosenLine, decimalText, draftOf, emptyBasket, isBlank, keptOf, latestOf, questionsOf, step, thousandths, waitsSince, type Basket, type Step } from "./basket";

const wire = { id: "p1", name: "سیم", unit: "متر", price: 385_000 };
const lamp = { id: "p2", name: "لامپ", unit: "عدد", price: 890_000 };
const after = (...steps: Step[]): Basket => steps.reduce(step, emptyBasket("b1"));
const listed = (prices: Record<string, number>) => ({ lines: Object.entries(prices).map(([product_id, list_price]) => ({ product_id, list_price })) }) as unknown as Quote;

test("ringing the same thing up again makes it more, and chooses it", () => {
  const basket = after({ type: "add", product: wire, quantity: "12.5" }, { type: "add", product: lamp }, { type: "add", product: wire });
  expect(basket.lines.map(({ quantity }) => quantity)).toEqual(["13.5", "1"]);
  expect(chosenLine(basket)?.name).toBe("سیم");
});

test("quantities are exact to the thousandth", () => {
  expect(decimalText(thousandths("0.1") + thousandths("0.2"))).toBe("0.3");
  expect(decimalText(thousandths("12.050"))).toBe("12.05");
  expect(thousandths("7")).toBe(7000);
});

test("one less stops before nothing is left", () => {
  const basket = after({ type: "add", product: lamp }, { type: "more", product_id: "p2", by: -1 });
  expect(basket.lines[0]?.quantity).toBe("1");
});

test("a removed line gives the choice to its neighbour, and comes back where it was", () => {
  const both = after({ type: "add", product: wire }, { type: "add", product: lamp }, { type: "choose", product_id: "p1" });
  const line = both.lines[0];
  if (!line) throw new Error("no line");
  const without = step(both, { type: "remove", product_id: "p1" });
  expect(without.chosen).toBe("p2");
  const back = step(without, { type: "put_back", line, at: 0 });
  expect(back.lines).toEqual(both.lines);
  expect(back.chosen).toBe("p1");
});

test("an emptied basket can be had again, unless something new is in it", () => {
  const full = after({ type: "add", product: wire });
  const empty = step(full, { type: "clear" });
  expect(isBlank(empty)).toBe(true);
  expect(step(empty, { type: "refill", from: full }).lines).toEqual(full.lines);
  const begun = step(empty, { type: "add", product: lamp });
  expect(step(begun, { type: "refill", from: full })).toBe(begun);
});

test("what is sent always names the price that was seen", () => {
  const basket = after({ type: "add", product: wire }, { type: "add", product: lamp }, { type: "price", product_id: "p2", price: 800_000 });
  expect(draftOf(basket).lines?.map(({ price }) => price)).toEqual([385_000, 800_000]);
  expect(keptOf(basket).lines?.map(({ price }) => price)).toEqual([undefined, 800_000]);
});

test("a price that changed elsewhere is asked about, and is not taken silently", () => {
  const basket = after({ type: "add", product: wire }, { type: "add", product: lamp });
  const now = listed({ p1: 385_000, p2: 950_000 });
  const [question, ...more] = questionsOf(basket, now);
  expect(more).toEqual([]);
  expect(question).toMatchObject({ line: { product_id: "p2", list_price: 890_000 }, now: 950_000 });
  expect(draftOf(basket).lines?.[1]?.price).toBe(890_000);

  const taken = step(basket, { type: "decide", product_id: "p2", take: "new", list_price: 950_000 });
  expect(draftOf(taken).lines?.[1]?.price).toBe(950_000);
  const kept = step(basket, { type: "decide", product_id: "p2", take: "old", list_price: 950_000 });
  expect(draftOf(kept).lines?.[1]?.price).toBe(890_000);
  expect(kept.lines[1]?.price).toBe(890_000);
  for (const decided of [taken, kept]) expect(questionsOf(decided, now)).toEqual([]);
});

test("a basket comes back as it was kept", () => {
  const basket = after({ type: "customer", customer_id: "c1" }, { type: "add", product: wire, quantity: "12.5" }, { type: "line_discount", product_id: "p1", discount: { percent: "10" } }, { type: "discount", discount: { amount: 5000 } });
  const back = basketFrom({ id: "b1", updated_at: "", staff_id: "s", till_id: "t", ...keptOf(basket) } as KeptBasket);
  expect(draftOf(back)).toEqual(draftOf(basket));
  expect(back.chosen).toBe("p1");
});

test("lines follow the customer's price level without a question, a price that was chosen stays, a new price of the list is still asked about", () => {
  const quote = (level: string, lines: [string, number, number][]) => ({ ...(level && { level: { id: level, name: level, percent: "10" } }), lines: lines.map(([product_id, list_price, shelf_price]) => ({ product_id, list_price, shelf_price })) }) as unknown as Quote;
  let basket: Basket = { ...emptyBasket("b"), customer_id: "c", lines: [{ product_id: "p1", name: "", unit: "", quantity: "1", list_price: 100 }, { product_id: "p2", name: "", unit: "", quantity: "1", list_price: 200, price: 150 }] };
  basket = step(basket, { type: "level", from: quote("l", [["p1", 90, 100], ["p2", 180, 200]]) });
  expect(basket.lines.map(askedPrice)).toEqual([90, 150]);
  expect(step(basket, { type: "level", from: quote("l", [["p1", 90, 100], ["p2", 180, 200]]) })).toBe(basket);
  basket = step(basket, { type: "add", product: { id: "p3", name: "", unit: "", price: 300 } });
  basket = step(basket, { type: "level", from: quote("l", [["p1", 90, 100], ["p2", 180, 200], ["p3", 270, 300]]) });
  expect(basket.lines.map(askedPrice)).toEqual([90, 150, 270]);
  const raised = quote("l", [["p1", 99, 110], ["p2", 180, 200], ["p3", 270, 300]]);
  expect(questionsOf(step(basket, { type: "level", from: raised }), raised)).toHaveLength(1);
  basket = step({ ...basket, customer_id: "" }, { type: "level", from: quote("", [["p1", 100, 100], ["p2", 200, 200], ["p3", 300, 300]]) });
  expect(basket.lines.map(askedPrice)).toEqual([100, 150, 300]);
});

test("the basket that was set aside last is the first to be called back, whenever it was begun and by whichever till it was kept", () => {
  const begun = (hour: string) => ({ ...after({ type: "add", product: wire }), id: `0199${hour}00-0000-7000-8000-000000000000` });
  const [old, young] = [begun("0000"), begun("9999")];
  const waiting = [step(young, { type: "aside", at: 2_000_000_000_000 }), step(old, { type: "aside", at: 2_000_000_060_000 })].map((basket) => ({ basket }));
  expect(latestOf(waiting)?.basket.id).toBe(old.id);
  const kept = { ...keptOf(young), id: young.id, held: true, updated_at: "2033-05-18T03:35:00Z" } as unknown as KeptBasket;
  expect(latestOf([...waiting, { basket: basketFrom(kept) }])?.basket.id).toBe(young.id);
  expect(waitsSince(step(basketFrom(kept), { type: "up" }))).toBe(waitsSince(young));
  expect(latestOf([])).toBeUndefined();
});
