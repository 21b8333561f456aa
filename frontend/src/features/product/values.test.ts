import { expect, test } from "vitest";
import { blank, creationOf, moveOf, patchOf } from "./values";

test("only what was changed is sent", () => {
  const before = { ...blank, name: "لامپ", price: 890_000, barcodes: ["6260001"] };
  expect(patchOf(before, before)).toEqual({});
  expect(patchOf(before, { ...before, price: 900_000, stock: "5" })).toEqual({ price: 900_000 });
  expect(patchOf(before, { ...before, barcodes: ["6260001", " "] })).toEqual({});
  expect(patchOf(before, { ...before, barcodes: [], active: false })).toEqual({ barcodes: [], active: false });
});

test("a new product says nothing of a stock that was not typed", () => {
  expect(creationOf("x", { ...blank, name: "لامپ", price: 10 })).not.toHaveProperty("stock");
  expect(creationOf("x", { ...blank, name: "لامپ", price: 10, stock: "2.5", barcodes: ["", " 12 "] })).toMatchObject({ stock: "2.5", barcodes: ["12"] });
});

test("a bundle that is made has no stock, and no least of it; that it is one stands in its parts", () => {
  const body = creationOf("x", { ...blank, name: "ست", price: 10, stock: "5", min_stock: "2", bundle: true });
  expect(body).not.toHaveProperty("stock");
  expect(body).not.toHaveProperty("bundle");
  expect(body.min_stock).toBe("");
  expect(patchOf({ ...blank, name: "ست" }, { ...blank, name: "ست", bundle: true })).toEqual({});
});

test("stock is put right by what came, what went, or what was counted", () => {
  expect(moveOf("in", "12.5", "۲٫۲۵")).toEqual({ quantity: "2.25", after: "14.75" });
  expect(moveOf("out", "1", "3")).toEqual({ quantity: "-3", after: "-2" });
  expect(moveOf("count", "0.3", "0.1")).toEqual({ quantity: "-0.2", after: "0.1" });
  expect(moveOf("count", "7", "7")).toBeNull();
  expect(moveOf("in", "7", "")).toBeNull();
});
