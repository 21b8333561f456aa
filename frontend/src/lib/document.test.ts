import { expect, it } from "vitest";
import { nameIn } from "./document";

it("a document keeps the name that the server gave it", () => {
  expect(nameIn('attachment; filename="products.csv"', "x")).toBe("products.csv");
  expect(nameIn("attachment; filename=products.csv", "x")).toBe("products.csv");
  expect(nameIn("attachment; filename*=utf-8''%DA%A9%D8%A7%D9%84%D8%A7.xlsx", "x")).toBe("کالا.xlsx");
  expect(nameIn(null, "x")).toBe("x");
});
