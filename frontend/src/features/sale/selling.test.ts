import { expect, test, vi } from "vitest";
import { Problem } from "@/lib/api/client";
import type { Sale, SaleAnswer } from "@/lib/api/types";
import { NotSold, sellSurely } from "./selling";

const sale = { id: "s1", lines: [], payments: [] } as unknown as Sale;
const made = { invoice: { number: "A-1405-000001" } } as unknown as SaleAnswer;
const lost = new Problem(0, "offline", "");

function ways<T extends Partial<Parameters<typeof sellSurely>[1]>>(over: T) {
  return { send: vi.fn(() => Promise.resolve(made)), find: vi.fn(() => Promise.resolve<SaleAnswer | null>(null)), wait: () => Promise.resolve(), givenUp: () => false, onLost: () => undefined, ...over };
}

test("a lost connection is tried again with the same sale", async () => {
  const send = vi.fn<(sale: Sale) => Promise<SaleAnswer>>().mockRejectedValueOnce(lost).mockRejectedValueOnce(new Problem(503, "unavailable", "")).mockResolvedValue(made);
  const way = ways({ send, onLost: vi.fn() });
  expect(await sellSurely(sale, way)).toBe(made);
  expect(send.mock.calls.map(([sent]) => sent)).toEqual([sale, sale, sale]);
  expect(way.onLost.mock.calls).toEqual([[1], [2]]);
});

test("a refusal is no loss: it is said and not tried again", async () => {
  const way = ways({ send: vi.fn(() => Promise.reject(new Problem(422, "overpaid", ""))) });
  await expect(sellSurely(sale, way)).rejects.toMatchObject({ code: "overpaid" });
  expect(way.send).toHaveBeenCalledTimes(1);
});

test("a sale that is already there under this id is shown, not sold anew", async () => {
  const way = ways({ send: vi.fn(() => Promise.reject(new Problem(409, "conflict", ""))), find: vi.fn(() => Promise.resolve(made)) });
  expect(await sellSurely(sale, way)).toBe(made);
});

test("going back waits until it is sure that nothing was sold", async () => {
  let givenUp = false;
  const send = vi.fn(() => Promise.reject(lost));
  const find = vi.fn<() => Promise<SaleAnswer | null>>().mockRejectedValueOnce(lost).mockResolvedValue(null);
  const onLost = () => (givenUp = true);
  await expect(sellSurely(sale, ways({ send, find, onLost, givenUp: () => givenUp }))).rejects.toBeInstanceOf(NotSold);
  expect(send).toHaveBeenCalledTimes(1);
  expect(find).toHaveBeenCalledTimes(2);
});

test("going back shows the sale when it had arrived after all", async () => {
  let tries = 0;
  const way = ways({ send: vi.fn(() => Promise.reject(lost)), find: vi.fn(() => Promise.resolve(made)), givenUp: () => tries++ > 0 });
  expect(await sellSurely(sale, way)).toBe(made);
});
