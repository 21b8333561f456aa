import { expect, test } from "vitest";
import { moreBy, ofLine, totalOf } from "./values";

test("a scan means one more, or as much as a scale's label says, without the dust of floats", () => {
  expect(moreBy()).toBe("1");
  expect(moreBy("2")).toBe("3");
  expect(moreBy("0.1")).toBe("1.1");
  expect(moreBy("8.275")).toBe("9.275");
  expect(moreBy("0.1", "0.2")).toBe("0.3");
  expect(moreBy(undefined, "1.25")).toBe("1.25");
});

test("a line's cost is rounded half up, also where floats would fail", () => {
  expect(totalOf({ quantity: "2.5", cost: 3 })).toBe(8);
  expect(totalOf({ quantity: "0.001", cost: 499 })).toBe(0);
  expect(totalOf({ quantity: "1000", cost: 9_000_000_000_001 })).toBe(9_000_000_000_001_000);
});

test("a cost that nobody said is an empty field", () => {
  expect(ofLine({ product_id: "p", code: "", name: "n", unit: "u", quantity: "1", expected: "0", difference: "1", cost: 0 }).cost).toBeNull();
});
