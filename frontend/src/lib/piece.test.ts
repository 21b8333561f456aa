import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connection } from "./live";
import { insist } from "./piece";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  connection.set({ online: true, since: new Date(0) });
});

const gone = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

/** The program answers, or not. */
const program = (there: () => boolean) => vi.stubGlobal("fetch", () => (there() ? Promise.resolve(new Response("{}")) : Promise.reject(new TypeError("Failed to fetch"))));

test("while the program is lost, a piece is asked for until it is there, and that it is lost is said", async () => {
  let asked = 0;
  program(() => asked >= 40);
  const come = vi.fn(() => (++asked < 40 ? gone() : Promise.resolve("the piece")));
  const piece = insist(come);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(connection.get().online).toBe(false);
  await vi.advanceTimersByTimeAsync(40_000);
  await expect(piece).resolves.toBe("the piece");
  expect(come).toHaveBeenCalledTimes(40);
  expect(connection.get().online).toBe(true);
});

test("a piece that does not come though the program answers is said to be missing", async () => {
  program(() => true);
  const come = vi.fn(gone);
  const piece = expect(insist(come)).rejects.toThrow("Failed to fetch");
  await vi.advanceTimersByTimeAsync(60_000);
  await piece;
  expect(come).toHaveBeenCalledTimes(3);
  expect(connection.get().online).toBe(true);
});

test("a style that did not come is asked for again with its piece, one that is on its way is left alone", async () => {
  program(() => true);
  const links = [0, 1].map(() => Object.assign(document.createElement("link"), { rel: "stylesheet", href: "data:text/css," }));
  document.head.append(...links);
  let asked = 0;
  const piece = insist(() => {
    if (++asked > 1) return Promise.resolve("the piece");
    links[0]?.dispatchEvent(new Event("error"));
    return gone();
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(links.map(({ isConnected }) => isConnected)).toEqual([false, true]);
  document.head.querySelector("link[rel=stylesheet]")?.dispatchEvent(new Event("load"));
  await expect(piece).resolves.toBe("the piece");
  for (const link of document.head.querySelectorAll("link[rel=stylesheet]")) link.remove();
});
