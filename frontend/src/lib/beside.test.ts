import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { listen, useActions, type Action } from "./actions";
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

/** A list with a panel beside it, whose record comes a while after it is asked for; what a key did, and to which. */
function beside(stepsOf: (id: string) => Partial<Action>[]) {
  const did: string[] = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const stop = listen();
  const { result, rerender, unmount } = renderHook(
    ({ record }: { record: string | null }) => {
      const list = useBeside(rows, undefined, "/things");
      const here = record !== null && record === list.shown ? record : null;
      const steps = here === null ? [] : stepsOf(here).map((step, at): Action => ({ id: `step${at}`, label: "app.save", run: () => did.push(`${here} ${step.keys?.[0]}`), ...step }));
      useActions(steps, { of: here });
      return list;
    },
    { initialProps: { record: null as string | null } },
  );
  const press = (key: string) => act(() => void document.body.dispatchEvent(new KeyboardEvent("keydown", { code: key, key, bubbles: true, cancelable: true })));
  return {
    did,
    press,
    /** The keys rest on a row; its record is here as soon as it is shown. */
    rests: async (id: string) => {
      act(() => result.current.follow({ id }));
      await act(() => vi.advanceTimersByTimeAsync(100));
      await act(async () => rerender({ record: id }));
    },
    moves: (id: string) => act(() => result.current.follow({ id })),
    settles: () => act(() => vi.advanceTimersByTimeAsync(100)),
    comes: (id: string) => act(async () => rerender({ record: id })),
    end: () => (unmount(), stop()),
  };
}

test("a key that is pressed before the details have followed waits for them, and never acts on the row before", async () => {
  const list = beside(() => [{ keys: ["Enter"] }]);
  await list.rests("a");
  await list.press("Enter");
  list.moves("b");
  await list.press("Enter");
  expect(list.did).toEqual(["a Enter"]);
  await list.settles();
  expect(list.did).toEqual(["a Enter"]);
  await list.comes("b");
  expect(list.did).toEqual(["a Enter", "b Enter"]);
  list.end();
});

test("what the marked row has and the one before has not waits too; what it has not is let go", async () => {
  const list = beside((id) => (id === "b" ? [{ keys: ["F9"] }] : [{ keys: ["Enter"] }]));
  await list.rests("a");
  list.moves("b");
  await list.press("F9");
  await list.settles();
  await list.comes("b");
  expect(list.did).toEqual(["b F9"]);
  list.moves("a");
  await list.press("F9");
  await list.settles();
  await list.comes("a");
  await list.rests("b");
  expect(list.did).toEqual(["b F9"]);
  list.end();
});

test("a key that waits is let go when the keys move on, and when another is pressed", async () => {
  const list = beside(() => [{ keys: ["Enter"] }]);
  await list.rests("a");
  list.moves("b");
  await list.press("Enter");
  list.moves("a");
  await list.comes("a");
  await list.settles();
  await list.rests("b");
  expect(list.did).toEqual([]);
  list.moves("a");
  await list.press("Enter");
  await list.press("Tab");
  await list.rests("a");
  expect(list.did).toEqual([]);
  list.end();
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

/** A list of which one row is open beside it. `asks` holds the answers that the one who has typed something may give. */
function opened(rest: string[], typed = false) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asks: { go: () => void; stay: () => void }[] = [];
  const back = vi.fn();
  act(() => navigate(`/things/${rest[0] ?? ""}`));
  const hook = renderHook(() => useOpened<{ name: string }>("/things", currentRoute().path.slice(1), true));
  const { result, rerender } = hook;
  if (typed) result.current.holds.current = (go, stay) => (asks.push({ go, stay }), () => (stay(), back()));
  return {
    asks,
    back,
    now: () => result.current,
    marks: (id: string | null) => act(() => result.current.follow(id === null ? null : { id })),
    settles: async () => {
      await act(() => vi.advanceTimersByTimeAsync(100));
      rerender();
    },
    does: (what: (list: typeof result.current) => void) => {
      act(() => what(result.current));
      rerender();
    },
  };
}

test("what was opened follows the row that is marked, once the keys rest on it; what is not open stays so", async () => {
  const list = opened(["a"]);
  list.marks("b");
  list.marks("c");
  expect(at()).toBe("things/a");
  await list.settles();
  expect([at(), list.now().id]).toEqual(["things/c", "c"]);
  list.does(({ close }) => close());
  list.marks("a");
  await list.settles();
  expect(at()).toBe("things");
});

test("who closes what is open just after an arrow finds nothing open", async () => {
  const list = opened(["a"]);
  list.marks("b");
  list.does(({ close }) => close());
  await list.settles();
  expect(at()).toBe("things");
});

test("an arrow that comes while the one before is followed is followed too", async () => {
  const list = opened(["a"]);
  list.marks("b");
  await act(() => vi.advanceTimersByTimeAsync(100));
  list.marks("c"); // nothing was drawn in between
  list.does(() => undefined);
  await list.settles();
  expect(at()).toBe("things/c");
});

test("a row that went out of the list stays open, and so does one that is being made", async () => {
  const list = opened(["a"]);
  list.marks(null);
  await list.settles();
  expect(at()).toBe("things/a");
  list.does(({ create }) => create());
  list.marks("b");
  await list.settles();
  expect(at()).toBe("things/new");
});

test("what was typed is asked for before another row takes its place: who stays is back at the row, who goes on is at the other", async () => {
  const list = opened(["a"], true);
  list.marks("b");
  await list.settles();
  expect([at(), list.now().marks, list.asks.length]).toEqual(["things/a", undefined, 1]);
  list.does(() => list.asks[0]?.stay());
  expect([at(), list.now().marks]).toEqual(["things/a", "a"]);
  list.does(({ choose }) => choose("b"));
  expect([at(), list.asks.length]).toEqual(["things/a", 2]);
  list.does(() => list.asks[1]?.go());
  expect([at(), list.now().marks]).toEqual(["things/b", "b"]);
  list.does(({ create }) => create());
  expect([at(), list.asks.length]).toEqual(["things/b", 3]);
});

test("what was asked is taken back when the mark returns to the one that is open, and once it is answered no more", async () => {
  const list = opened(["a"], true);
  list.marks("b");
  await list.settles();
  expect(list.now().marks).toBeUndefined();
  list.marks("a");
  await list.settles();
  expect([at(), list.now().marks, list.asks.length, list.back.mock.calls.length]).toEqual(["things/a", "a", 1, 1]);
  list.marks("b");
  await list.settles();
  list.does(() => list.asks[1]?.stay());
  list.marks("a");
  await list.settles();
  expect([list.asks.length, list.back.mock.calls.length]).toEqual([2, 1]);
});
