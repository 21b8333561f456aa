import { expect, test } from "vitest";
import { readDecimal, readQuantity } from "./numbers";

test("numbers are read in any digits, with the fraction after any of its marks", () => {
  expect(readQuantity("12.5")).toBe("12.5");
  expect(readQuantity("۱۲٫۵")).toBe("12.5");
  expect(readQuantity("۱۲/۵۰۰")).toBe("12.5");
  expect(readQuantity("٣")).toBe("3");
  expect(readQuantity(".5")).toBe("0.5");
  expect(readQuantity("−2")).toBe("-2");
  expect(readQuantity("\u200F+007\u200E")).toBe("7");
  expect(readQuantity("-0")).toBe("0");
});

test("separators part groups of three, otherwise the number is refused", () => {
  expect(readDecimal("1,234,567", 0)).toBe("1234567");
  expect(readDecimal("۱٬۲۳۴٬۵۶۷٫۵", 1)).toBe("1234567.5");
  expect(readDecimal("12 500", 0)).toBe("12500");
  for (const wrong of ["1,5", "1,50", "1,2345", "1234,567", ",123", "1,,234", "1٬5", "12,"]) expect(readDecimal(wrong, 3), wrong).toBeNull();
});

test("what is too precise, half-written or no number is refused", () => {
  for (const wrong of ["", "-", ".", "12.", "1.2345", "1.2.3", "12/5", "abc", "1e3", "1234567890123456"]) expect(readQuantity(wrong), wrong).toBeNull();
  expect(readDecimal("10000.00", 0)).toBe("10000");
});
