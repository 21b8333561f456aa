import { expect, test } from "vitest";
import { columnsShown, directionOf, knownKept, nextSort, renamed, sameShown, withFilter, withView, type View } from "./views";

const view = (name: string, more: Partial<View> = {}): View => ({ name, q: "", filters: {}, sort: "", columns: [], ...more });

test("a head sorts up, then down, then lets go", () => {
  expect(nextSort("", "price")).toBe("price");
  expect(nextSort("price", "price")).toBe("-price");
  expect(nextSort("-price", "price")).toBe("");
  expect(nextSort("-price", "name")).toBe("name");
  expect([directionOf("price", "price"), directionOf("-price", "price"), directionOf("-price", "name")]).toEqual(["ascending", "descending", "none"]);
});

test("what another version kept never breaks the list", () => {
  expect(knownKept(null)).toEqual({ columns: [], sort: "", views: [] });
  expect(knownKept({ columns: ["name", 7], sort: 3, views: [{ q: "no name" }, "x", { name: "out", filters: { stock: "out", odd: 1 } }] })).toEqual({
    columns: ["name"],
    sort: "",
    views: [view("out", { filters: { stock: "out" } })],
  });
});

test("a view is the same whatever the order of its filters, and another when one differs", () => {
  expect(sameShown(view("a", { filters: { a: "1", b: "2" } }), view("b", { filters: { b: "2", a: "1" } }))).toBe(true);
  expect(sameShown(view("a", { filters: { a: "1" } }), view("a", { filters: { a: "2" } }))).toBe(false);
  expect(sameShown(view("a", { filters: {} }), view("a", { filters: { a: "2" } }))).toBe(false);
});

test("an empty value takes its filter away", () => {
  expect(withFilter({ stock: "out", active: "true" }, { stock: "" })).toEqual({ active: "true" });
});

test("a view of the same name replaces the old one, and no name is given twice", () => {
  const views = withView(withView([view("a"), view("b")], view("a", { q: "x" })), view("c"));
  expect(views.map(({ name, q }) => name + q)).toEqual(["ax", "b", "c"]);
  expect(renamed(views, "a", "b").map(({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(renamed(views, "a", "d").map(({ name }) => name)).toEqual(["d", "b", "c"]);
});

test("chosen columns keep the list's order, and fixed ones stay", () => {
  const all = [{ id: "code" }, { id: "name", fixed: true }, { id: "price" }, { id: "updated", spare: true }];
  expect(columnsShown(all, []).map(({ id }) => id)).toEqual(["code", "name", "price"]);
  expect(columnsShown(all, ["updated", "code"]).map(({ id }) => id)).toEqual(["code", "name", "updated"]);
});
