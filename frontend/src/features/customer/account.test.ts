import { describe, expect, it } from "vitest";
import { offered } from "./account";

describe("the amount that is offered", () => {
  const account = { owed: 700, open: [{ id: "a", open: 500 }, { id: "b", open: 300 }] };
  it("is all that is owed, what is on account taken off", () => expect(offered("oldest", ["a"], account)).toBe(700));
  it("is what is open of the chosen ones", () => expect(offered("chosen", ["b"], account)).toBe(300));
  it("is nothing when nothing is chosen or owed", () => {
    expect(offered("chosen", [], account)).toBeNull();
    expect(offered("account", [], { owed: -5, open: [] })).toBeNull();
  });
});
