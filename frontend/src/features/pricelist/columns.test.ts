import { describe, expect, it } from "vitest";
import { asksUnit, choose, fieldAt, lacking, priceColumns, recognised, samplePrice, wrongUnit } from "./columns";

const column = (at: number, heading: string, field: string, ...samples: string[]) => ({ at, letter: "ABCDEFGH"[at] ?? "", heading, field, samples });
const sheet = {
  asks: ["unit"],
  unit: "" as const,
  columns: [column(0, "نام قطعه", "name", "کارت z7"), column(1, "کد کالا", "code", "23"), column(2, "قیمت", "price", "-", "۱٫۸"), column(3, "تاریخ", "", "1404/04/07")],
};

describe("the columns of a list", () => {
  it("are taken as they were recognised", () => {
    expect(recognised(sheet)).toEqual({ name: 0, code: 1, price: 2 });
  });

  it("give a field to one column only", () => {
    const chosen = choose(recognised(sheet), 3, "price");
    expect(fieldAt(chosen, 3)).toBe("price");
    expect(fieldAt(chosen, 2)).toBe("");
  });

  it("can be left out", () => {
    expect(choose(recognised(sheet), 1, "")).toEqual({ name: 0, price: 2 });
  });

  it("say what is missing of each kind of list", () => {
    expect(lacking("products", { name: 0 }, sheet)).toBe("");
    expect(lacking("products", { price: 2 }, sheet)).toBe("name");
    expect(lacking("customers", { phone: 1 }, sheet)).toBe("name");
    expect(lacking("stock", { stock: 1 }, sheet)).toBe("key");
    expect(lacking("stock", { code: 1 }, sheet)).toBe("stock");
    expect(lacking("stock", { code: 1, stock: 2 }, sheet)).toBe("");
  });

  it("leave it to the person which of two prices is meant", () => {
    const two = { asks: ["price_column"], columns: [column(0, "نام", "name"), column(1, "قیمت خرید", "price"), column(2, "قیمت فروش", "price")] };
    expect(recognised(two)).toEqual({ name: 0 });
    expect(lacking("products", recognised(two), two)).toBe("price");
    expect(priceColumns(two).map(({ at }) => at)).toEqual([1, 2]);
    expect(lacking("products", choose(recognised(two), 2, "price"), two)).toBe("");
  });

  it("ask for the unit only where a price is taken", () => {
    expect(asksUnit(sheet, recognised(sheet))).toBe(true);
    expect(asksUnit(sheet, choose(recognised(sheet), 2, ""))).toBe(false);
  });

  it("show a price that is one as the example", () => {
    expect(samplePrice(sheet, recognised(sheet))).toBe("۱٫۸");
  });
});

describe("a preview", () => {
  const row = (old: number, now: number) => ({ cells: [{ field: "price", old: String(old), new: String(now) }] });

  it("warns when most prices change tenfold, either way", () => {
    expect(wrongUnit([row(1000, 10_000), row(500, 5200), row(300, 320)])).toBe(true);
    expect(wrongUnit([row(10_000, 1000), row(5000, 480)])).toBe(true);
  });

  it("does not warn of a raise", () => {
    expect(wrongUnit([row(1000, 1300), row(500, 2000), row(300, 3000)])).toBe(false);
    expect(wrongUnit([])).toBe(false);
  });
});
