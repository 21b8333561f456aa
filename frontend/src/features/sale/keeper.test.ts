import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem } from "@/lib/api/client";
import { emptyBasket, step } from "./basket";
import { gather, makeKeeper } from "./keeper";

const product = { id: "p1", name: "لامپ", unit: "عدد", price: 890_000 };
const one = step(emptyBasket("b1"), { type: "add", product });
const two = step(one, { type: "add", product });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a basket is kept within 300 ms, several changes at once", async () => {
  const put = vi.fn(() => Promise.resolve());
  const keeper = makeKeeper({ put, drop: vi.fn() });
  keeper.changed("b1", one);
  keeper.changed("b1", two);
  await vi.advanceTimersByTimeAsync(gather);
  expect(gather).toBeLessThanOrEqual(300);
  expect(put.mock.calls).toEqual([[two]]);
});

test("before paying it is brought there at once", async () => {
  const put = vi.fn(() => Promise.resolve());
  const keeper = makeKeeper({ put, drop: vi.fn() });
  keeper.changed("b1", one);
  await keeper.flush();
  expect(put).toHaveBeenCalledTimes(1);
});

test("without the server it goes on trying, with the latest", async () => {
  const put = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Problem(0, "offline", "")).mockResolvedValue();
  const keeper = makeKeeper({ put, drop: vi.fn() });
  keeper.changed("b1", one);
  await vi.advanceTimersByTimeAsync(gather);
  keeper.changed("b1", two);
  await vi.advanceTimersByTimeAsync(5000);
  expect(put.mock.lastCall).toEqual([two]);
  const calls = put.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(put.mock.calls.length).toBe(calls);
});

test("a basket that was sold is not kept again", async () => {
  const put = vi.fn(() => Promise.resolve());
  const drop = vi.fn(() => Promise.resolve());
  const keeper = makeKeeper({ put, drop });
  keeper.changed("b1", one);
  keeper.forget("b1");
  await vi.advanceTimersByTimeAsync(5000);
  expect(put).not.toHaveBeenCalled();
  keeper.changed("b2", null);
  await vi.advanceTimersByTimeAsync(gather);
  expect(drop.mock.calls).toEqual([["b2"]]);
});
