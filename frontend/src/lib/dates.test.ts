import { expect, test } from "vitest";
import { formatDate, formatDateTime, formatDay, formatTime, isoDay } from "./dates";
import { preferences } from "./prefs";

const moment = "2026-11-21T12:51:00.000Z";

test("Persian reads Jalali days on the shop's clock", () => {
  expect(formatDate(moment)).toBe("۱۴۰۵/۰۸/۳۰");
  expect(formatTime(moment)).toBe("۱۶:۲۱");
  expect(formatDateTime(moment)).toBe("۱۴۰۵/۰۸/۳۰ ۱۶:۲۱");
  expect(formatDay(moment)).toBe("شنبه ۳۰ آبان ۱۴۰۵");
});

test("the day turns at midnight in Tehran", () => {
  expect(formatDate("2026-03-20T20:29:59Z")).toBe("۱۴۰۴/۱۲/۲۹");
  expect(formatDate("2026-03-20T20:30:00Z")).toBe("۱۴۰۵/۰۱/۰۱");
  expect(isoDay("2026-03-20T20:30:00Z")).toBe("2026-03-21");
});

test("English reads Gregorian days, or Jalali ones when asked for", () => {
  preferences.set({ ...preferences.get(), language: "en" });
  expect(formatDate(moment)).toBe("2026-11-21");
  expect(formatDay(moment)).toBe("Sat 21 Nov 2026");
  preferences.set({ ...preferences.get(), calendar: "jalali" });
  expect(formatDate(moment)).toBe("1405/08/30");
  expect(formatDay(moment)).toBe("Sat 30 Aban 1405");
});
