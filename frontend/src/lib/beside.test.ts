import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { useBeside, useOpened } from "./beside";
import { currentRoute, navigate } from "./router";

const at = () => currentRoute().path.join("/");
const rows = [{ id: "a" }, { id: "b" }];

beforeEach(() => {
  vi.useRealTimers();
  act(() => navigate("/things"));
});

test("the details follow the current row once the keys rest on it, and go with the last row", () => {
  vi.useFakeTimers();
  const { result, rerender } = renderHook(({ list }) => useBeside(list, undefined, "/things"), { initialProps: { list: rows } });
  act(() => result.current.follow({ id: "a" }));
  act(() => result.current.follow({ id: "b" }));
  expect([result.current.current, result.current.shown]).toEqual(["b", undefined]);
  act(() => void vi.advanceTimersByTime(100));
  expect(result.current.shown).toBe("b");
  rerender({ list: [] });
  expect(result.current.shown).toBeUndefined();
});

test("an address that names one keeps it, whatever the rows are, until another is chosen", () => {
  act(() => navigate("/things/x"));
  const { result } = renderHook(() => useBeside([], "x", "/things?as=list"));
  act(() => result.current.follow(null));
  act(() => result.current.follow({ id: "x" }));
  expect([result.current.shown, at()]).toEqual(["x", "things/x"]);
  act(() => result.current.follow({ id: "b" }));
  expect([at(), currentRoute().query.get("as")]).toEqual(["things", "list"]);
});

test("a new one begins with what was given and is the one that is open when it was saved; the focus goes back to the rows", () => {
  const { result, rerender } = renderHook(({ rest }: { rest: string[] }) => useOpened<{ name: string }>("/things", rest, true), { initialProps: { rest: [] as string[] } });
  const table = document.body.appendChild(document.createElement("div"));
  table.tabIndex = 0;
  result.current.table.current = table;
  act(() => result.current.create({ name: "lamp" }));
  expect(at()).toBe("things/new");
  rerender({ rest: ["new"] });
  expect(result.current).toMatchObject({ creating: true, id: undefined, start: { name: "lamp" } });
  act(() => result.current.saved("a"));
  expect([at(), document.activeElement]).toEqual(["things/a", table]);
  rerender({ rest: ["a"] });
  expect(result.current).toMatchObject({ creating: false, id: "a", start: undefined });
  act(() => result.current.close());
  expect(at()).toBe("things");
});

test("who may not make one is not offered a new one by the address", () => {
  const { result } = renderHook(() => useOpened("/things", ["new"], false));
  expect(result.current).toMatchObject({ creating: false, id: undefined });
});
