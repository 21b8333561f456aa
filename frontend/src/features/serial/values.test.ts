import { expect, test } from "vitest";
import { stillSold } from "./queries";
import { holds, lines, pieces } from "./values";

test("a serial is the same in any digits and letters", () => {
  expect(holds(["SN-12"], " sn-۱۲ ")).toBe(true);
  expect(holds(["SN-12"], "SN-13")).toBe(false);
});

test("one serial stands on each line", () => {
  expect(lines(" a1 \n\n b2\n")).toEqual(["a1", "b2"]);
});

test("only whole pieces have a serial", () => {
  expect([pieces("2.5"), pieces("1"), pieces("0.4")]).toEqual([2, 1, 0]);
});

test("a piece is sold until it comes back, but for the document that is put right", () => {
  const one = { serial: "a", product_id: "p", invoice_id: "i", invoice_number: "A-1", sold_at: "", warranty_until: "", returned: false };
  expect(stillSold([one], "p")).toBe(one);
  expect(stillSold([one], "q")).toBeUndefined();
  expect(stillSold([one], "p", "i")).toBeUndefined();
  expect(stillSold([{ ...one, returned: true }], "p")).toBeUndefined();
});
