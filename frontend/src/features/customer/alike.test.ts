import { expect, test } from "vitest";
import type { Twin } from "@/lib/api/types";
import { tellingOf, twinsByField } from "./alike";

const twin = (id: string, ...why: Twin["why"]) => ({ customer: { id }, why }) as Twin;

test("too little to mean somebody is not asked for", () => {
  expect(tellingOf({ name: "عل", phone: "0912", national_id: "12" })).toEqual({ name: "", phone: "", national_id: "" });
  expect(tellingOf({ name: " علی ", phone: "۰۹۱۲ ۳۴۵ ۶۷", national_id: "" })).toEqual({ name: "علی", phone: "۰۹۱۲ ۳۴۵ ۶۷", national_id: "" });
});

test("a twin is told of at its surest field, and only there", () => {
  const found = twinsByField([twin("a", "name", "phone"), twin("b", "name")]);
  expect(found.phone?.customer.id).toBe("a");
  expect(found.name?.customer.id).toBe("b");
  expect(found.national_id).toBeUndefined();
  expect(twinsByField([twin("a", "name", "phone")]).name).toBeUndefined();
});
