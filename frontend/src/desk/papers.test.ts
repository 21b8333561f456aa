import { describe, expect, it } from "vitest";
import { isPaper } from "./papers";

const name = "agmrwu2ebj5e3q7mkz2tlxyn4oabcdefghijklmnopqrstuvwxyz".slice(0, 52).replace(/[01]/g, "a");

describe("the code on a paper", () => {
  it("is a name of 52 letters, alone or at the end of an address, in any case", () => {
    expect(name).toHaveLength(52);
    for (const code of [name, name.toUpperCase(), `https://192.168.1.5:7443/d/${name}`, `https://noor.example/d/${name}/`]) expect(isPaper(code)).toBe(true);
  });
  it("is no barcode, no address of another kind and no longer word", () => {
    for (const code of ["6260000000017", "", `x${name}`, `https://noor.example/${name}/pdf`, name.slice(1)]) expect(isPaper(code)).toBe(false);
  });
});
