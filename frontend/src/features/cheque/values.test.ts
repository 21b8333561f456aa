import { expect, test } from "vitest";
import { blank, gone, missing, refusedOf, sentOf, writtenOn } from "./values";

test("a cheque is sent without what stayed empty", () => {
  expect(sentOf({ ...blank, number: "12", due_on: "2026-12-20", bank: "ملت" })).toEqual({ number: "12", due_on: "2026-12-20", bank: "ملت" });
});

test("what was left empty on a cheque is an empty field when it is put right", () => {
  expect(writtenOn({ number: "12", due_on: "2026-12-20" })).toEqual({ ...blank, number: "12", due_on: "2026-12-20" });
});

test("a number and a day must be there", () => {
  expect(missing(blank)).toEqual(["number", "due_on"]);
  expect(missing({ ...blank, number: " ", due_on: "2026-12-20" })).toEqual(["number"]);
});

test("a refusal lands at the cheque's own field, another part's doesn't", () => {
  const errors = [
    { field: "payments[1].cheque.sayad_id", detail: "16" },
    { field: "payments[0].amount", detail: "x" },
  ];
  expect(refusedOf(errors, "payments[1].cheque.")).toEqual({ sayad_id: "16" });
});

test("a day that is gone by is said, today's and one that isn't written yet are not", () => {
  expect([gone("2026-11-21", "2026-11-22"), gone("2026-11-22", "2026-11-22"), gone("", "2026-11-22")]).toEqual([true, false, false]);
});
