import { expect, test } from "vitest";
import type { SaleAnswer } from "@/lib/api/types";
import { shownOf } from "./shown";

const made = { invoice: { id: "i", number: "A-1405-000001", total: 110_000, change: 0, due: 0 } } as SaleAnswer;
const counter = { over: null, language: "", quote: null, own: 0, paid: [{ method: "card" as const, amount: 60_000 }], done: null, served: "" } as const;

test("what is paid is shown while it is paid, and no longer", () => {
  expect(shownOf({ ...counter, over: "pay" }).paid).toEqual([{ method: "card", amount: 60_000 }]);
  expect(shownOf(counter).paid).toEqual([]);
});

test("the sale that was made is told to whom it was made, though the next basket is a guest's", () => {
  expect(shownOf({ ...counter, over: "done", done: made, served: "en" })).toMatchObject({ language: "en", done: { id: "i", change: 0 } });
  expect(shownOf({ ...counter, over: null, done: made, served: "en" })).toMatchObject({ language: "", done: null });
});

test("what comes back in exchange is shown from the first item on", () => {
  expect(shownOf({ ...counter, own: 50_000 }).paid).toEqual([{ method: "exchange", amount: 50_000 }]);
  expect(shownOf({ ...counter, own: 50_000, over: "pay" }).paid).toEqual([{ method: "exchange", amount: 50_000 }, { method: "card", amount: 60_000 }]);
});

test("what came back in exchange pays with the rest, and what is given back for it goes to the customer", () => {
  const back = { number: "A-R1405-000001", traded: 50_000, refunded: 0, taken_off: 0 };
  const exchanged = { ...made, back } as SaleAnswer;
  expect(shownOf({ ...counter, over: "done", done: exchanged }).paid).toEqual([{ method: "exchange", amount: 50_000 }, { method: "card", amount: 60_000 }]);
  const worth = { ...made, back: { ...back, traded: 110_000, refunded: 20_000 } } as SaleAnswer;
  expect(shownOf({ ...counter, over: "done", done: worth, paid: [] })).toMatchObject({ paid: [{ method: "exchange", amount: 110_000 }], done: { change: 20_000 } });
});
