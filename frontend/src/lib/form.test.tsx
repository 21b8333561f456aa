import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { useForm } from "./form";

afterEach(cleanup);

test("a number typed anew takes away what was said of it by the line's place as well as by its name", () => {
  const { result } = renderHook(() => useForm({ quantities: {} }, () => Promise.resolve()));
  act(() => result.current.fail({ "lines[0].quantity": "only 3 are left", "q.a": "needed", reason: "too long" }));
  act(() => result.current.set("quantities", { a: "1" }, "q.a", "lines"));
  expect(result.current.errors).toEqual({ reason: "too long" });
});
