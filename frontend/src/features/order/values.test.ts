import { expect, test } from "vitest";
import { afterwards, dueOf, isPartly, leftOf, progress, standing } from "./values";

test("a promise is late only while something is still to be done", () => {
  const today = "2026-11-22";
  expect(dueOf({ promised_on: "2026-11-21", state: "ready" }, today)).toBe("late");
  expect(dueOf({ promised_on: "2026-11-21", state: "done" }, today)).toBe("later");
  expect(dueOf({ promised_on: "2026-11-22", state: "received" }, today)).toBe("today");
  expect(dueOf({ promised_on: "", state: "received" }, today)).toBeNull();
});

test("what is left of a line is exact to the thousandth", () => {
  expect(leftOf({ quantity: "4", delivered: "1" })).toBe("3");
  expect(leftOf({ quantity: "0.3", delivered: "0.1" })).toBe("0.2");
});

test("an order that was let go has no way to go", () => {
  expect(progress("cancelled")).toBeNull();
  expect(progress("ready")).toEqual({ at: 4, of: 6 });
});

test("a hand-over says where the customer stands then, and its parts add up", () => {
  const handing = { ahead: 100, due: 230, held: 100, other: 0, owed: -100 };
  const even = { before: 0, unused: 0, other: 0 };
  expect(afterwards(handing, "card", 0)).toEqual({ ...even, stays: 230, owes: 230, change: 0 });
  expect(afterwards(handing, "card", 230)).toEqual({ ...even, stays: 0, owes: 0, change: 0 });
  expect(afterwards(handing, "cash", 250)).toEqual({ ...even, stays: 0, owes: 0, change: 20 });
  const plain = { ahead: 0, due: 330, held: 0, other: 0 };
  expect(afterwards({ ...plain, owed: -1000 }, "card", 0)).toMatchObject({ before: -1000, stays: 330, owes: -670 }); // in credit, and stays so
  expect(afterwards({ ...plain, owed: 500 }, "cash", 330)).toMatchObject({ before: 500, stays: 0, owes: 500 });
});

test("what was paid ahead and is not used now doesn't make an old debt look smaller", () => {
  expect(afterwards({ ahead: 110, due: 0, held: 400, other: 30, owed: 120 }, "cash", 0)).toEqual({ before: 550, stays: 0, unused: 290, other: 30, owes: 230, change: 0 });
});

test("what was paid of an order is said with what is used up, and what is owed comes first", () => {
  const order = { state: "ready", delivered: false, total: 480_500, deposit: 200_000, paid: 200_000, owed: 0 } as const;
  expect(standing(order)).toEqual(["deposit", 200_000]);
  expect(standing({ ...order, delivered: true, paid: 370_500 })).toEqual(["paid", 370_500]);
  expect(standing({ ...order, delivered: true, deposit: 0, paid: 0, owed: 95_000 })).toEqual(["owed", 95_000]);
  expect(standing({ ...order, deposit: 0, paid: 0 })).toEqual(["pays_then", 0]);
  expect(standing({ ...order, paid: 480_500 })).toEqual(["paid_ahead", 0]);
  expect(standing({ ...order, state: "done", delivered: true, paid: 480_500 })).toEqual([null, 0]);
});

test("an order is handed over in part while its rest is still to go out", () => {
  expect([isPartly({ state: "ready", delivered: true }), isPartly({ state: "ready", delivered: false }), isPartly({ state: "sent", delivered: true }), isPartly({ state: "done", delivered: true })]).toEqual([true, false, false, false]);
});
