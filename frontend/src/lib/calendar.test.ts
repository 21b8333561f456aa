import { expect, test } from "vitest";
import { dayFrom, dayParts, formatDayShort, later, monthOf, readDay, weekday } from "./calendar";
import { preferences } from "./prefs";

test("days follow the true Persian calendar, its leap years too", () => {
  expect(readDay("1404/01/01")).toBe("2025-03-21");
  expect(readDay("۱۴۰۵/۱/۱")).toBe("2026-03-21");
  expect(readDay("1403/12/30")).toBe("2025-03-20");
  expect(readDay("1404/12/30")).toBeNull();
  expect(readDay("1408/12/30")).toBe("2030-03-20");
  expect(dayParts("2026-11-21")).toEqual({ year: 1405, month: 8, day: 30 });
  expect(formatDayShort("2026-11-21")).toBe("۱۴۰۵/۰۸/۳۰");
});

test("a day is read as people write it, and nothing else is", () => {
  expect(readDay("5-8-30")).toBe("2026-11-21");
  expect(readDay("14050830")).toBe("2026-11-21");
  for (const wrong of ["", "1405", "1405/13/1", "1405/7/31", "امروز"]) expect(readDay(wrong), wrong).toBeNull();
});

test("months keep the day where they can, the week begins on Saturday", () => {
  expect(later("2025-08-22", { months: 1 })).toBe("2025-09-22"); // 31 Mordad → 31 Shahrivar
  expect(later("2025-09-22", { months: 1 })).toBe("2025-10-22"); // 31 Shahrivar → 30 Mehr
  expect(weekday("2026-11-21")).toBe(0);
  expect(monthOf("2026-11-21")).toEqual({ first: "2026-10-23", days: 30 });
});

test("who reads Gregorian dates writes them too", () => {
  preferences.set({ ...preferences.get(), calendar: "gregorian" });
  expect(readDay("2026-11-21")).toBe("2026-11-21");
  expect(dayFrom({ year: 2026, month: 2, day: 29 })).toBeNull();
});
