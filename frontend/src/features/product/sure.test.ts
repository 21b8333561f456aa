import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "@/lib/api/client";
import { useSure } from "./sure";

const unusual = () => Promise.reject(Object.assign(Object.create(Problem.prototype) as Problem, { errors: [{ field: "quantity", code: "unusual_quantity", detail: "?" }] }));
const kept = () => Promise.resolve();

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** What was sent of each press, and what was answered where it was refused. */
function entry() {
  const { result } = renderHook(useSure);
  const sent: unknown[] = [];
  const refused: unknown[] = [];
  return {
    sent,
    refused,
    of: (quantity: string) => result.current.of(quantity),
    save: (quantity: string, answer: () => Promise<unknown>) => act(() => result.current.save(quantity, (sure) => (sent.push([quantity, sure.sure]), answer())).catch((refusal: unknown) => void refused.push(refusal))),
  };
}

describe("a quantity that is asked about", () => {
  it("is meant when it is saved again as it stands, and asked anew when it is another", async () => {
    const { of, save, sent } = entry();
    await save("6265142006066", unusual);
    expect(of("6265142006066")).toBe(true);
    await save("626514", unusual);
    expect([of("6265142006066"), of("626514")]).toEqual([false, true]);
    vi.advanceTimersByTime(1000);
    await save("626514", kept);
    expect(sent).toEqual([["6265142006066", undefined], ["626514", undefined], ["626514", true]]);
  });

  it("is not meant by who pressed twice: nothing is sent before the question could be read, and it stands", async () => {
    const { of, save, sent, refused } = entry();
    await save("6265142006066", unusual);
    for (const wait of [0, 150, 300, 540]) {
      vi.advanceTimersByTime(wait);
      await save("6265142006066", kept);
    }
    expect([sent.length, of("6265142006066")]).toEqual([1, true]);
    expect(refused).toEqual(Array(5).fill(refused[0]));
    await save("24", kept); // another one needs no waiting
    vi.advanceTimersByTime(10);
    await save("6265142006066", kept);
    expect(sent.slice(1)).toEqual([["24", undefined], ["6265142006066", true]]);
  });

  it("is not sure of what was refused for another reason", async () => {
    const { of, save } = entry();
    await save("0", () => Promise.reject(new Error("no")));
    expect(of("0")).toBe(false);
  });
});
