import { beforeEach, describe, expect, test } from "vitest";
import { formatMoney, plainMoney, readMoney, roomFor } from "./money";
import { formatDecimal, formatPercent, formatPhone, formatQuantity, readDecimal, readQuantity } from "./numbers";
import { preferences } from "./prefs";

describe("money", () => {
  test("toman hides the last zero of the rial and nothing else", () => {
    expect(formatMoney(60_500_000, "toman")).toBe("۶٬۰۵۰٬۰۰۰");
    expect(formatMoney(1_234_567, "toman")).toBe("۱۲۳٬۴۵۶٫۷");
    expect(formatMoney(1_234_567, "rial")).toBe("۱٬۲۳۴٬۵۶۷");
    expect(formatMoney(-24_750, "toman")).toBe("−۲٬۴۷۵");
    expect(formatMoney(0, "toman")).toBe("۰");
    expect(formatMoney(7, "toman")).toBe("۰٫۷");
  });

  test("what is shown is read back as the same rial", () => {
    for (const rial of [0, 7, 10, 12_345, 60_500_000, -190_000, 999_999_999_999_990])
      for (const unit of ["rial", "toman"] as const) {
        expect(readMoney(formatMoney(rial, unit), unit)).toBe(rial);
        expect(readMoney(plainMoney(rial, unit), unit)).toBe(rial);
      }
  });

  test("rial has no decimals and toman has one", () => {
    expect(readMoney("12.5", "toman")).toBe(125);
    expect(readMoney("۱۲٫۵", "toman")).toBe(125);
    expect(readMoney("۱۲/۵", "toman")).toBe(125);
    expect(readMoney("12.55", "toman")).toBeNull();
    expect(readMoney("12.5", "rial")).toBeNull();
    expect(readMoney("12.0", "rial")).toBe(12);
  });

  test("what is no amount is not guessed", () => {
    for (const typed of ["", "-", ".", "abc", "1.2.3", "۱۲ هزار", "99999999999999999999"]) expect(readMoney(typed, "toman")).toBeNull();
  });
});

describe("numbers", () => {
  beforeEach(() => preferences.set({ ...preferences.get(), language: "fa", digits: "auto" }));

  test("quantities lose idle zeros only", () => {
    expect(formatQuantity("12.500")).toBe("۱۲٫۵");
    expect(formatQuantity("100")).toBe("۱۰۰");
    expect(formatQuantity("-2.000")).toBe("−۲");
    expect(readQuantity("۱۲٫۵")).toBe("12.5");
    expect(readQuantity("1.2345")).toBeNull();
    expect(readQuantity("007")).toBe("7");
  });

  test("digits follow the language unless the person chose otherwise", () => {
    preferences.set({ ...preferences.get(), digits: "latin" });
    expect(formatDecimal("-1234567.5")).toBe("−1,234,567.5");
    expect(formatPercent(10)).toBe("10%");
    preferences.set({ ...preferences.get(), language: "en", digits: "persian" });
    expect(formatDecimal("1234")).toBe("۱٬۲۳۴");
    expect(formatPercent(10)).toBe("۱۰\u200F٪");
  });

  test("phones are grouped as they are read aloud", () => {
    expect(formatPhone("+989123456789")).toBe("۰۹۱۲ ۳۴۵ ۶۷۸۹");
    expect(formatPhone("02188001234")).toBe("۰۲۱ ۸۸۰۰ ۱۲۳۴");
    expect(formatPhone("•••• 6789")).toBe("•••• ۶۷۸۹");
  });

  test("a minus of any kind is a minus", () => {
    expect(readDecimal("−5", 0)).toBe("-5");
    expect(readDecimal("-0", 0)).toBe("0");
  });
});

test("a column has room for the longest of its amounts, and no less than usual", () => {
  expect(roomFor([1_850_000], 112)).toBe(112);
  expect(roomFor([1_850_000, 138_998_610_000_000], 112)).toBeGreaterThan(130);
});
