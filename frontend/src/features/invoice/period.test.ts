import { expect, test } from "vitest";
import { spanOf } from "./period";

const open = { from: "", to: "" };

test("the week begins on Saturday", () => {
  expect(spanOf("week", open, "2026-11-21")).toEqual({ from: "2026-11-21", to: "2026-11-21" });
  expect(spanOf("week", open, "2026-11-27")).toEqual({ from: "2026-11-21", to: "2026-11-27" });
  expect(spanOf("today", open, "2026-11-27")).toEqual({ from: "2026-11-27", to: "2026-11-27" });
});

test("a period is read from either end and may stay open", () => {
  expect(spanOf("period", { from: "2026-12-01", to: "2026-11-01" })).toEqual({ from: "2026-11-01", to: "2026-12-01" });
  expect(spanOf("period", { from: "2026-11-01", to: "" })).toEqual({ from: "2026-11-01", to: "" });
});
