import { expect, test } from "vitest";
import type { Staff } from "@/lib/api/types";
import { staff } from "@/lib/session";
import type { DeskRoute } from "./routes";
import { fit, namedHits, readings } from "./hits";

test("a name fits best where it begins with what is typed, then where a word of it does", () => {
  expect(fit("تاریک", readings("تا"))).toBe(0);
  expect(fit("کالای تازه", readings("تا"))).toBe(1);
  expect(fit("انتخاب ستون‌ها", readings("تون"))).toBe(2);
  expect(fit("تاریک", readings("روشن"))).toBe(null);
});

test("a name is found whatever the keyboard's layout and the letters' form", () => {
  expect(fit("تاریک", readings("jhvd"))).toBe(0);
  expect(fit("English", readings("ثدل"))).toBe(0);
  expect(fit("مشتریان", readings("مشتري"))).toBe(0);
});

test("a screen is offered before the settings of the same name", () => {
  staff.set({ rights: ["shop_manage"] } as unknown as Staff);
  const invoices = { path: "invoices", label: "nav.invoices", icon: () => null } as unknown as DeskRoute;
  expect(namedHits("صورتحساب", [], [invoices]).first.map(({ group }) => group)).toEqual(["palette.screens", "palette.settings"]);
});
