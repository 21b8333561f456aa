import { expect, test } from "vitest";
import { refusal, roundSums, standing, withPart } from "./payments";

const part = (method: "cash" | "card" | "cheque" | "credit", amount: number) => ({ method, amount });

test("what is open is what the parts do not cover", () => {
  expect(standing(60_500, [part("card", 40_000)], part("cash", 0))).toEqual({ covered: 40_000, open: 20_500, left: 20_500, change: 0 });
});

test("only cash gives change", () => {
  expect(standing(60_500, [part("card", 40_000)], part("cash", 21_000))).toMatchObject({ left: 0, change: 500 });
  expect(standing(60_500, [], part("card", 70_000))).toMatchObject({ change: 0 });
});

test("a card may not take more than is open, a guest may not owe, nothing is no part", () => {
  expect(refusal(20_500, part("card", 20_501), true)).toBe("overpaid");
  expect(refusal(20_500, part("cash", 99_999), false)).toBeNull();
  expect(refusal(20_500, part("credit", 20_500), false)).toBe("guest_owes");
  expect(refusal(20_500, part("credit", 20_500), true)).toBeNull();
  expect(refusal(20_500, part("cheque", 20_500), false)).toBe("guest_cheque");
  expect(refusal(20_500, part("cheque", 20_500), true)).toBeNull();
  expect(refusal(20_500, part("cash", 0), true)).toBe("needs_amount");
  expect(refusal(0, part("cash", 0), false)).toBeNull();
});

test("cash on cash is one part, two cards are two", () => {
  const cash = withPart(withPart([], part("cash", 10)), part("cash", 5));
  expect(cash).toEqual([part("cash", 15)]);
  expect(withPart(withPart([], part("card", 10)), part("card", 5))).toHaveLength(2);
  expect(withPart([], part("cash", 0))).toEqual([]);
});

test("round sums begin with the exact one and go up as people hand it over", () => {
  expect(roundSums(20_500_000, 10)).toEqual([20_500_000, 21_000_000, 22_000_000, 25_000_000]);
  expect(roundSums(0, 10)).toEqual([]);
  for (const open of [15, 890_000, 7_777_770, 1_234_567_890]) {
    const sums = roundSums(open, 10);
    expect(sums[0]).toBe(open);
    expect([...sums].sort((a, b) => a - b)).toEqual(sums);
  }
});
