import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { concerns, connection, followChanges } from "./live";

let stop: (() => void) | undefined;
afterEach(() => {
  stop?.();
  vi.useRealTimers();
});

/** A server that gives these answers one after the other, and then keeps silent. */
function server(...answers: (object | number | Error)[]) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string, { signal }: RequestInit) => {
    asked.push(url);
    const answer = answers.shift();
    if (answer instanceof Error) return Promise.reject(answer);
    if (typeof answer === "number") return Promise.resolve(new Response("{}", { status: answer }));
    if (answer) return Promise.resolve(new Response(JSON.stringify(answer)));
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))));
  });
  return asked;
}

const calm = (times = 20) => Array.from({ length: times }).reduce<Promise<unknown>>((before) => before.then(() => Promise.resolve()), Promise.resolve());

function follow(more: Partial<Parameters<typeof followChanges>[0]> = {}) {
  const client = new QueryClient();
  const invalidated: string[][] = [];
  client.setQueryData(["products", "list"], []);
  client.setQueryData(["customers", "list"], []);
  vi.spyOn(client, "invalidateQueries").mockImplementation((filters) => {
    invalidated.push(client.getQueryCache().findAll(filters as never).map(({ queryKey }) => String(queryKey[0])));
    return Promise.resolve();
  });
  const onLocales = vi.fn();
  const onSignedOut = vi.fn();
  stop = followChanges({ client, onLocales, onSignedOut, patience: 10, ...more });
  return { invalidated, onLocales, onSignedOut };
}

test("a query belongs to its first word and to the tables it names", () => {
  const tables = new Set(["products"]);
  expect(concerns({ queryKey: ["products", "list"], meta: undefined }, tables)).toBe(true);
  expect(concerns({ queryKey: ["baskets"], meta: { tables: ["baskets", "products"] } }, tables)).toBe(true);
  expect(concerns({ queryKey: ["customers"], meta: undefined }, tables)).toBe(false);
});

test("it begins at the present, then asks for what changed and refreshes only that", async () => {
  const asked = server({ seq: 7, changes: [] }, { seq: 9, changes: [{ table: "products", id: "1" }, { table: "locales", id: "" }] });
  const { invalidated, onLocales } = follow();
  await calm();
  expect(asked).toEqual(["/api/changes?after=-1&wait=25", "/api/changes?after=7&wait=25", "/api/changes?after=9&wait=25"]);
  expect(invalidated).toEqual([["products"]]);
  expect(onLocales).toHaveBeenCalledOnce();
});

test("a lost server is said, and everything is asked again when it is back", async () => {
  vi.useFakeTimers();
  server({ seq: 7, changes: [] }, new TypeError("gone"), new TypeError("gone"), { seq: 3, changes: [] });
  const { invalidated } = follow();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.get().online).toBe(false);
  await vi.advanceTimersByTimeAsync(50);
  expect(connection.get().online).toBe(true);
  expect(invalidated).toEqual([["products", "customers"]]);
});

test("an ended session ends the following", async () => {
  const asked = server(401);
  const { onSignedOut } = follow();
  await calm();
  expect(onSignedOut).toHaveBeenCalledOnce();
  expect(asked).toHaveLength(1);
});
