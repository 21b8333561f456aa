import { expect, test } from "vitest";
import { afterwards, dueOf, leftOf, progress } from "./values";

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

test("a hand-over says where the customer stands then: what was paid ahead is theirs already", () => {
  const handing = { total: 330, due: 230, owed: -100 };
  expect(afterwards(handing, "card", 0)).toEqual({ before: 0, owes: 230, change: 0 });
  expect(afterwards(handing, "card", 230)).toEqual({ before: 0, owes: 0, change: 0 });
  expect(afterwards(handing, "cash", 250)).toEqual({ before: 0, owes: 0, change: 20 });
  expect(afterwards({ total: 330, due: 330, owed: -1000 }, "card", 0)).toEqual({ before: -1000, owes: -670, change: 0 }); // in credit, and stays so
  expect(afterwards({ total: 330, due: 330, owed: 500 }, "cash", 330)).toEqual({ before: 500, owes: 500, change: 0 });
});
