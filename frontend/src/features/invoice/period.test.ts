import { expect, test } from "vitest";
import { setPreferences } from "@/lib/prefs";
import { asAsked } from "./period";

test("the week begins on Saturday", () => {
  expect(asAsked({ period: "week" }, "2026-11-21")).toEqual({ from: "2026-11-21", to: "2026-11-21" });
  expect(asAsked({ period: "week" }, "2026-11-27")).toEqual({ from: "2026-11-21", to: "2026-11-27" });
  expect(asAsked({ period: "today" }, "2026-11-27")).toEqual({ from: "2026-11-27", to: "2026-11-27" });
});

test("the month is that of the person's calendar", () => {
  setPreferences({ calendar: "jalali" });
  expect(asAsked({ period: "month" }, "2026-11-27")).toEqual({ from: "2026-11-22", to: "2026-11-27" });
  setPreferences({ calendar: "gregorian" });
  expect(asAsked({ period: "month" }, "2026-11-27")).toEqual({ from: "2026-11-01", to: "2026-11-27" });
});

test("a period is read from either end and may stay open; other filters go along", () => {
  expect(asAsked({ period: "own", from: "2026-12-01", to: "2026-11-01", owing: "true" })).toEqual({ from: "2026-11-01", to: "2026-12-01", owing: "true" });
  expect(asAsked({ period: "own", from: "2026-11-01", to: "" })).toEqual({ from: "2026-11-01" });
  expect(asAsked({ from: "2026-11-01" })).toEqual({});
});
