import { expect, test } from "vitest";
import { fold, latinDigits, otherLayout, persianNumerals } from "./persian";

test("digits of any keyboard become Latin, and back", () => {
  expect(latinDigits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 07")).toBe("0123456789 0123456789 07");
  expect(persianNumerals("A-1405-000123")).toBe("A-۱۴۰۵-۰۰۰۱۲۳");
});

test("a search finds Arabic letters, half-spaces and marks as what they mean", () => {
  expect(fold("كليد مينياتوري")).toBe(fold("کلید مینیاتوری"));
  expect(fold("خانهٔ ما")).toBe("خانه ما");
  expect(fold("صورت\u200Cحساب")).toBe("صورت حساب");
  expect(fold("آجیل ۱۲")).toBe("اجیل 12");
  expect(fold("LED")).toBe("led");
});

test("a word typed under the wrong layout is read by its keys", () => {
  expect(otherLayout("ghlm")).toBe("لامپ");
  expect(otherLayout("ذعمذ")).toBe("bulb");
  expect(otherLayout("sdl 1.5")).toBe("سیم 1.5");
  expect(otherLayout("GHLM")).toBe("لامپ");
});

test("digits alone have no other layout", () => {
  expect(otherLayout("6260001234567")).toBeNull();
});
