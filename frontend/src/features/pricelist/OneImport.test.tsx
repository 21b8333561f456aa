import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Import, State } from "./imports";
import { OneImport } from "./OneImport";
import { figures } from "./Rows";

beforeEach(() => void vi.stubGlobal("fetch", () => new Promise(() => undefined)));
afterEach(() => (cleanup(), vi.unstubAllGlobals()));

const one = (state: State, more: Partial<Import> = {}): Import => ({
  id: "i", file_name: "list.csv", kind: "products", source: "window", state, done: 0, total: 0, new: 0, changed: 0, unchanged: 0, refused_count: 0,
  refused: [], asks: [], problem: "", undone: 0, kept: 0, staff_name: "", at: "2026-11-22T02:00:00Z", undoable: false, ...more,
});

function show(of: Import) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(["imports", "one", of.id], of);
  render(
    <QueryClientProvider client={client}>
      <MantineProvider>
        <OneImport id={of.id} />
      </MantineProvider>
    </QueryClientProvider>,
  );
}

test("while a long list is read it can be let go, and the bar counts its rows", () => {
  show(one("deciding", { done: 40, total: 100 }));
  expect(screen.getByRole("progressbar").getAttribute("value")).toBe("40");
  expect(document.querySelectorAll(".pricelist-foot button")).toHaveLength(1);
});

test("while a list goes back there is a way on", () => {
  show(one("undoing", { done: 40, total: 100, new: 100 }));
  expect(document.querySelectorAll(".pricelist-foot button")).toHaveLength(1);
});

test("what was given back is struck out", () => {
  for (const state of ["cancelled", "undone"] as const) expect(figures(one(state, { new: 4, changed: 0 })).map(({ gone }) => !!gone)).toEqual([true, false, false, false]);
  expect(figures(one("taken", { new: 4 })).some(({ gone }) => gone)).toBe(false);
});

test("a file that could not be read has neither a kind nor rows to tell of", () => {
  show(one("refused", { kind: "", problem: "it is no list" }));
  expect(document.body.textContent).toContain("it is no list");
  expect(document.body.textContent).not.toContain("imports.kind_");
  expect(document.querySelector(".pricelist-figures")).toBeNull();
});
