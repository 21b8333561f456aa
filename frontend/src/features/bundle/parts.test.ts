import { expect, test } from "vitest";
import { kept, typed, withPart, worth } from "./parts";

const tea = { product_id: "1", name: "چای", unit: "عدد", price: 40_000 };

test("a part stands in a bundle once, and one at first", () => {
  const once = withPart([], tea);
  expect(once).toEqual([{ ...tea, quantity: "1" }]);
  expect(withPart(once, tea)).toBe(once);
});

test("a part of nothing goes out", () => {
  expect(kept([{ ...tea, quantity: "" }, { ...tea, product_id: "2", quantity: "0" }, { ...tea, product_id: "3", quantity: "0.5" }]).map(({ product_id }) => product_id)).toEqual(["3"]);
});

test("what the parts cost together is whole rials", () => {
  expect(worth([{ quantity: "2", price: 40_000 }, { quantity: "0.333", price: 1_000 }, { quantity: "", price: 5 }])).toBe(80_333);
});

test("parts are typed as they were kept", () => {
  expect(typed([{ ...tea, code: "7", quantity: "2", stock: "5", uncounted: false }])).toEqual([{ ...tea, quantity: "2" }]);
});
