import { expect, test } from "vitest";
import type { CreditsOf, Invoice } from "@/lib/api/types";
import { another, asked, everything, exchanged, nothing, owedOf, partsOf, returnedOf, sentParts, withMethod } from "./returning";

const doc = (due: number, buyer: boolean) => ({ id: "i", due, buyer: buyer ? { name: "x" } : null, lines: [{ id: "a" }, { id: "b" }] }) as unknown as Invoice;
const of = (...off: number[]) =>
  ({ credits: off.map((taken_off) => ({ taken_off })), lines: [{ line_id: "a", returned: "1", left: "2" }, { line_id: "b", returned: "1", left: "0" }] }) as unknown as CreditsOf;

test("money goes back in cash by itself, and a method's key takes the rest", () => {
  const owed = { own: 900, coin: 0 };
  expect(partsOf(null, owed)).toEqual([{ method: "cash", amount: 900 }]);
  expect(withMethod(partsOf(null, owed), "card", owed)).toEqual([{ method: "card", amount: 900 }]);
  const two = withMethod([{ method: "cash", amount: 400 }], "card", owed);
  expect(two).toEqual([{ method: "cash", amount: 400 }, { method: "card", amount: 500 }]);
  expect(withMethod(two, "transfer", owed)).toEqual([{ method: "cash", amount: 400 }, { method: "transfer", amount: 500 }]);
  expect(sentParts([{ method: "cash", amount: 0 }, { method: "card", amount: null }, { method: "transfer", amount: 5 }])).toEqual([{ method: "transfer", amount: 5 }]);
});

test("cash goes back in whole coins, another way to the rial, and what was typed stays", () => {
  const owed = { own: 401_690, coin: 5_000 };
  expect(partsOf(null, owed)).toEqual([{ method: "cash", amount: 400_000 }]);
  expect(withMethod(partsOf(null, owed), "card", owed)).toEqual([{ method: "card", amount: 401_690 }]);
  expect(another({ method: "card", amount: 401_690 }, "cash", owed)).toEqual({ method: "cash", amount: 400_000 });
  expect(another({ method: "card", amount: 7 }, "cash", owed)).toEqual({ method: "cash", amount: 7 });
  expect(partsOf(null, { own: 1_690, coin: 5_000 })).toEqual([{ method: "cash", amount: 0 }]);
});

test("what a cheque paid that is not cleared yet doesn't go back by itself, and does when it is typed", () => {
  expect(partsOf(null, owedOf({ own: 900, uncleared: 900, coin: 0 }))).toEqual([{ method: "cash", amount: 0 }]);
  const owed = owedOf({ own: 900, uncleared: 500, coin: 0 });
  expect(withMethod(partsOf(null, owed), "card", owed)).toEqual([{ method: "card", amount: 400 }]);
  expect(sentParts(partsOf([{ method: "cash", amount: 900 }], owed))).toEqual([{ method: "cash", amount: 900 }]);
  expect(owedOf({ own: 900, uncleared: 500, coin: 0 }, 300).own).toBe(300); // the rest is exchanged
  expect(owedOf({ own: 900, uncleared: 0, coin: 0 }).own).toBe(900);
});

test("what was chosen can be exchanged instead", () => {
  const body = asked("n", doc(0, true), { ...nothing, quantities: { a: "1" }, reason: "x" });
  expect(body && exchanged(body)).toEqual({ invoice_id: "i", lines: [{ line_id: "a", quantity: "1", goes_to: "stock" }], reason: "x" });
});

test("only lines with a quantity are sent, and where each goes", () => {
  const values = nothing;
  expect(asked("n", doc(0, true), values)).toBeNull(); // Enter alone takes nothing back
  expect(asked("n", doc(0, true), { ...values, quantities: { a: "1.5", b: "" }, scrap: { a: true }, reason: " ترک دارد " })).toEqual({
    id: "n",
    invoice_id: "i",
    kind: "return",
    reason: "ترک دارد",
    lines: [{ line_id: "a", quantity: "1.5", goes_to: "scrap" }],
  });
  expect(asked("n", doc(0, true), { ...values, kind: "void" })).toEqual({ id: "n", invoice_id: "i", kind: "void", goes_to: "stock" });
  expect(asked("n", doc(0, true), { ...values, kind: "void", allScrap: true })?.goes_to).toBe("scrap");
});

test("what came back of a document is said as the list says it", () => {
  const came = (kind: string | null, ...left: string[]) => returnedOf({ credits: kind === null ? [] : [{ kind }], lines: left.map((one) => ({ left: one })) } as unknown as CreditsOf);
  expect([came(null, "2"), came("return", "0", "1"), came("return", "0", "0"), came("void", "0"), came("correction", "0")]).toEqual(["", "part", "whole", "void", "corrected"]);
});

test("all of it is what did not come back yet", () => expect(everything(of())).toEqual({ a: "2" }));
