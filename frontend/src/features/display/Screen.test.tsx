import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { t } from "@/lib/i18n";
import { preferences } from "@/lib/prefs";
import { nothing, type Shown } from "./shown";
import { Screen } from "./Screen";
import { sentOf } from "./telling";

afterEach(cleanup);

const lamp = { id: "l", name: "Lamp", quantity: "2", unit: "piece", gross: 100_000, discount: 0 };
const basket: Shown = { ...nothing, quote: { lines: [lamp], gross: 100_000, discount: 0, tax: 10_000, rounding: 0, total: 110_000 } };
const sold: Shown = { ...basket, paid: [{ method: "card", amount: 60_000 }, { method: "cash", amount: 100_000 }], done: { id: "i", number: "A-1405-000001", total: 110_000, change: 50_000, due: 0 } };
const drawn = (shown: Shown, code = "") => <Screen shop="Noor" shown={shown} code={code} />;

test("what is rung up and what it comes to", () => {
  render(drawn(basket));
  expect(screen.getByText("Lamp")).toBeTruthy();
  expect(screen.getByText(t("display.total"))).toBeTruthy();
  expect(screen.queryByLabelText(t("display.paid"))).toBeNull();
  expect(screen.queryByText(t("display.thanks"))).toBeNull();
});

test("each part of what was paid, the change, thanks and the code", () => {
  render(drawn(sold, "data:,x"));
  const paid = within(screen.getByLabelText(t("display.paid")));
  expect(paid.getByText(t("method.card"))).toBeTruthy();
  expect(paid.getByText(t("method.cash"))).toBeTruthy();
  expect(screen.getByText(t("display.change"))).toBeTruthy();
  expect(screen.getByText(t("display.thanks"))).toBeTruthy();
  expect(screen.getByRole("img", { name: t("display.code") })).toBeTruthy();
  expect(screen.queryByText("Lamp")).toBeNull();
  expect(screen.queryByText(t("display.due"), { exact: false })).toBeNull();
});

test("goods that came back: their worth, what is given back, and their own code", () => {
  render(drawn({ ...nothing, done: { id: "n", number: "A-R1405-000001", total: 55_000, change: 55_000, due: 0, returned: true } }, "data:,x"));
  for (const text of [t("display.returned"), t("display.returned_total"), t("display.given_back")]) expect(screen.getByText(text)).toBeTruthy();
  expect(screen.getByRole("img", { name: t("display.returned_code") })).toBeTruthy();
  expect(screen.queryByText(t("display.thanks"))).toBeNull();
});

test("it speaks the customer's language while they are served, and its own before and after", () => {
  const own = { ...preferences.get(), language: "fa", digits: "persian" } as const;
  preferences.set(own);
  const { rerender, unmount } = render(drawn(basket));
  expect(preferences.get()).toBe(own);
  rerender(drawn({ ...basket, language: "en" }));
  expect(preferences.get()).toMatchObject({ language: "en", digits: "auto", calendar: "auto" });
  rerender(drawn({ ...sold, language: "en" }));
  expect(preferences.get().language).toBe("en");
  rerender(drawn(basket));
  expect(preferences.get()).toEqual(own);
  rerender(drawn({ ...basket, language: "en" }));
  unmount();
  expect(preferences.get()).toEqual(own);
  expect(localStorage.getItem("pishkhan.preferences")).toBeNull();
});

test("a screen elsewhere is told what a customer may see, and nothing more", () => {
  const quote = { ...basket.quote, needs: [{ right: "discount_over" }] } as unknown as NonNullable<Shown["quote"]>;
  expect(sentOf(nothing)).toEqual({});
  expect(sentOf({ ...sold, language: "en", quote })).toEqual({ language: "en", quote: basket.quote, paid: sold.paid, done: { ...sold.done, returned: false } });
});
