import { expect, it } from "vitest";
import { byPriority, screenOf, type Notice } from "./order";

const notice = (id: string, level: Notice["level"], seen: boolean, at: string): Notice => ({ id, code: "", text: "", level, ref_table: "", ref_id: "", at, seen });

it("what was not seen comes first, the pressing before the pleasant, then the newest", () => {
  const all = [
    notice("old and seen", "wrong", true, "2026-11-20T08:00:00Z"),
    notice("good", "info", false, "2026-11-21T09:00:00Z"),
    notice("waits", "needs_you", false, "2026-11-21T07:00:00Z"),
    notice("broken", "wrong", false, "2026-11-21T06:00:00Z"),
    notice("newly seen", "info", true, "2026-11-21T10:00:00Z"),
    notice("better", "info", false, "2026-11-21T10:00:00Z"),
  ];
  expect(byPriority(all).map(({ id }) => id)).toEqual(["broken", "waits", "better", "good", "newly seen", "old and seen"]);
});

it("a notice leads to what it is about, or nowhere", () => {
  expect(screenOf({ ref_table: "imports", ref_id: "7" })).toBe("/imports/7");
  expect(screenOf({ ref_table: "imports", ref_id: "" })).toBe("/imports");
  expect(screenOf({ ref_table: "", ref_id: "7" })).toBe("");
});
