import { act, renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Problem } from "@/lib/api/client";
import { useSure } from "./sure";

const unusual = () => Promise.reject(Object.assign(Object.create(Problem.prototype) as Problem, { errors: [{ field: "quantity", code: "unusual_quantity", detail: "?" }] }));

describe("a quantity that is asked about", () => {
  it("is meant when it is saved again as it stands, and asked anew when it is another", async () => {
    const { result } = renderHook(useSure);
    const sent: unknown[] = [];
    const save = (quantity: string, answer: () => Promise<unknown>) => act(() => result.current.save(quantity, (sure) => (sent.push([quantity, sure.sure]), answer())).catch(() => undefined));
    await save("6265142006066", unusual);
    expect(result.current.of("6265142006066")).toBe(true);
    await save("626514", unusual);
    expect([result.current.of("6265142006066"), result.current.of("626514")]).toEqual([false, true]);
    await save("626514", () => Promise.resolve());
    expect(sent).toEqual([["6265142006066", undefined], ["626514", undefined], ["626514", true]]);
  });

  it("is not sure of what was refused for another reason", async () => {
    const { result } = renderHook(useSure);
    await act(() => result.current.save("0", () => Promise.reject(new Error("no"))).catch(() => undefined));
    expect(result.current.of("0")).toBe(false);
  });
});
