import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connection } from "./live";
import { insist } from "./piece";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  connection.set({ online: true, since: new Date(0) });
});

const gone = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

test("while the program is lost, a piece is asked for until it is there", async () => {
  connection.set({ online: false, since: new Date(0) });
  let asked = 0;
  const come = vi.fn(() => (++asked < 40 ? gone() : Promise.resolve("the piece")));
  const piece = insist(come);
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(piece).resolves.toBe("the piece");
  expect(come).toHaveBeenCalledTimes(40);
});

test("a piece that does not come though the program answers is said to be missing", async () => {
  const come = vi.fn(gone);
  const piece = expect(insist(come)).rejects.toThrow("Failed to fetch");
  await vi.advanceTimersByTimeAsync(60_000);
  await piece;
  expect(come).toHaveBeenCalledTimes(3);
});

test("a style that did not come is asked for again with its piece", async () => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "data:text/css,";
  Object.defineProperty(link, "sheet", { value: null });
  document.head.append(link);
  let asked = 0;
  const piece = insist(() => (++asked === 1 ? gone() : Promise.resolve("the piece")));
  await vi.advanceTimersByTimeAsync(1000);
  const again = document.head.querySelector("link[rel=stylesheet]");
  expect(again).not.toBe(link);
  await expect(piece).resolves.toBe("the piece");
  again?.remove();
});
