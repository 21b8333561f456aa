import { expect, test } from "vitest";
import type { CreditsOf, Invoice } from "@/lib/api/types";
import { asked, everything, nothing, suggested } from "./returning";

const doc = (due: number, buyer: boolean) => ({ id: "i", due, buyer: buyer ? { name: "x" } : null, lines: [{ id: "a" }, { id: "b" }] }) as unknown as Invoice;
const of = (...off: number[]) =>
  ({ credits: off.map((taken_off) => ({ taken_off })), lines: [{ line_id: "a", returned: "1", left: "2" }, { line_id: "b", returned: "1", left: "0" }] }) as unknown as CreditsOf;

test("a guest gets all of it back, who owes gets what is beyond the debt", () => {
  expect(suggested(doc(0, false), of(), { total: 900, refundable: 900 })).toBe(900);
  expect(suggested(doc(600, true), of(), { total: 900, refundable: 500 })).toBe(300);
  expect(suggested(doc(600, true), of(500), { total: 900, refundable: 500 })).toBe(500);
  expect(suggested(doc(2000, true), of(), { total: 900, refundable: 500 })).toBe(0);
});

test("only lines with a quantity are sent, and where each goes", () => {
  const values = nothing(of());
  expect(asked("n", doc(0, true), values)).toBeNull();
  expect(asked("n", doc(0, true), { ...values, quantities: { a: "1.5", b: "" }, scrap: { a: true }, reason: " ترک دارد " })).toEqual({
    id: "n",
    invoice_id: "i",
    kind: "return",
    reason: "ترک دارد",
    lines: [{ line_id: "a", quantity: "1.5", goes_to: "scrap" }],
  });
  expect(asked("n", doc(0, true), { ...values, kind: "void" })).toEqual({ id: "n", invoice_id: "i", kind: "void", goes_to: "stock" });
});

test("all of it is what did not come back yet", () => expect(everything(of())).toEqual({ a: "2" }));
