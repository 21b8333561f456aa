import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useSlots } from "./rows";

test("a row keeps its piece of the page while it is drawn, and one that comes in takes that of one that left", () => {
  const { result, rerender } = renderHook(({ keys }) => useSlots(keys), { initialProps: { keys: ["a", "b", "c"] } });
  expect(result.current).toEqual([0, 1, 2]);
  rerender({ keys: ["b", "c", "d"] });
  expect(result.current).toEqual([1, 2, 0]);
  rerender({ keys: ["b"] });
  rerender({ keys: ["new", "b", "e", "f"] });
  expect(new Set(result.current).size).toBe(4);
  expect(result.current[1]).toBe(1);
});
