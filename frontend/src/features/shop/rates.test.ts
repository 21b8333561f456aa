import { expect, test } from "vitest";
import { inForce, latestFirst } from "./rates";

const rates = [
  { id: "old", tax_class: "standard", rate_bp: 900, effective_from: "2015-03-21" },
  { id: "new", tax_class: "standard", rate_bp: 1000, effective_from: "2024-03-20" },
  { id: "next", tax_class: "standard", rate_bp: 1200, effective_from: "2027-03-21" },
  { id: "free", tax_class: "exempt", rate_bp: 0, effective_from: "2015-03-21" },
];

test("on every day one rate of each class holds: the last that has begun", () => {
  expect(inForce(rates, "2026-11-21")).toEqual(new Set(["new", "free"]));
  expect(inForce(rates, "2024-03-20")).toEqual(new Set(["new", "free"]));
  expect(inForce(rates, "2024-03-19")).toEqual(new Set(["old", "free"]));
  expect(inForce(rates, "2010-01-01")).toEqual(new Set());
});

test("rates are read from the latest back", () => {
  expect(latestFirst(rates).map(({ id }) => id)).toEqual(["next", "new", "old", "free"]);
});
