import { expect, it } from "vitest";
import { called, notesOf, sumOf } from "./counting";

it("sends only the notes that are there, each once", () => {
  const notes = notesOf({ pieces: { 1_000_000: "3", 500_000: "", 100_000: "0", 1_000: "2" }, coins: 1_000 });
  expect(notes).toEqual([{ value: 1_000_000, count: 3 }, { value: 1_000, count: 3 }]);
  expect(sumOf(notes)).toBe(3_003_000);
});

it("takes an empty drawer for what it is", () => {
  expect(notesOf({ pieces: {}, coins: null })).toEqual([]);
  expect(sumOf([])).toBe(0);
});

it("calls a difference by its side", () => {
  expect([-1, 0, 1].map(called)).toEqual(["missing", "exact", "over"]);
});
