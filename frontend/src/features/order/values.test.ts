import { expect, test } from "vitest";
import { dueOf, leftOf, progress } from "./values";

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
