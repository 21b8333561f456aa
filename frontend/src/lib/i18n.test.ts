import { expect, test, vi } from "vitest";
import { catalogue, loadCatalogue, t, type Key } from "./i18n";
import { preferences } from "./prefs";

const say = (entries: Record<string, string | Record<string, string>>, language: "fa" | "en" = "fa") => {
  preferences.set({ ...preferences.get(), language });
  catalogue.set({ language, entries });
};
const key = "palette.go" as Key;

test("blanks are filled, numbers in the person's digits", () => {
  say({ [key]: "گام {{.Step}} از {{ .Steps }} برای {{.Name}}" });
  expect(t(key, { Step: 2, Steps: 1200, Name: "12" })).toBe("گام ۲ از ۱٬۲۰۰ برای 12");
});

test("the number of a document keeps its order and is in the person's digits", () => {
  say({ [key]: "سفارش {{.Number}} از {{.Name}}" });
  expect(t(key, { Number: "A-1048", Name: "A-1" })).toBe("سفارش \u2066A-۱۰۴۸\u2069 از A-1");
  say({ [key]: "Order {{.Number}}" }, "en");
  expect(t(key, { Number: "A-1048" })).toBe("Order \u2066A-1048\u2069");
});

test("Count chooses the plural by the language's rules", () => {
  say({ [key]: { one: "{{.Count}} item", other: "{{.Count}} items" } }, "en");
  expect(t(key, { Count: 1 })).toBe("1 item");
  expect(t(key, { Count: 0 })).toBe("0 items");
  say({ [key]: { other: "{{.Count}} ردیف" } });
  expect(t(key, { Count: 1 })).toBe("۱ ردیف");
});

test("a key without a text shows itself, a blank without a value stays", () => {
  say({});
  expect(t(key)).toBe("palette.go");
  say({ [key]: "{{.Name}}" });
  expect(t(key)).toBe("{{.Name}}");
});

test("the server's wording goes over the built-in words", async () => {
  preferences.set({ ...preferences.get(), language: "en" });
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response(JSON.stringify({ "nav.counter": "Till" })))));
  await loadCatalogue("en");
  expect(t("nav.counter")).toBe("Till");
  expect(t("nav.invoices")).toBe("Invoices");
});

test("without the server the built-in words speak", async () => {
  preferences.set({ ...preferences.get(), language: "en" });
  vi.stubGlobal("fetch", vi.fn(() => Promise.reject(new TypeError("no network"))));
  await loadCatalogue("en");
  expect(t("sync.lost")).toBe("Connection to the program is lost");
});

test("words that come late for a language that was left are dropped", async () => {
  preferences.set({ ...preferences.get(), language: "fa" });
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response("{}"))));
  await loadCatalogue("en");
  expect(catalogue.get()?.language).toBe("fa");
});
