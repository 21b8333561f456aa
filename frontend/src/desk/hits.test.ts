import { expect, test } from "vitest";
import { fit, readings } from "./hits";

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
