import { expect, test } from "vitest";
import type { Customer } from "@/lib/api/types";
import { anyHidden, blank, follow, patchOf, valuesOf, veil } from "./values";

const masked: Customer = { ...blank, id: "c", name: "مریم سلیمانی", phone: "••••6789", national_id: "••••", balance: 0, created_at: "", masked: true, level_id: "", merged_into: "", person: "" };

test("what is hidden is neither shown as bullets in a field nor sent back", () => {
  const values = valuesOf(masked);
  expect(values.phone).toBe("");
  expect(veil(masked, "phone")).toBe("••••۶۷۸۹");
  expect(veil(masked, "email")).toBeUndefined();
  expect(anyHidden(masked)).toBe(true);
  expect(patchOf(values, { ...values, note: "سیم" })).toEqual({ note: "سیم" });
});

test("when hidden values are shown, what was typed meanwhile stays", () => {
  const before = valuesOf(masked);
  const whole = valuesOf({ ...masked, phone: "+989123456789", national_id: "0499370899", masked: false });
  expect(follow(before, { ...before, name: "مریم سلیمانی‌فر", national_id: "0012345679" }, whole)).toMatchObject({ name: "مریم سلیمانی‌فر", phone: "09123456789", national_id: "0012345679" });
});
