import { expect, test } from "vitest";
import { strength } from "./strength";

test("short, guessable and good passwords are told apart", () => {
  expect(strength("abc")).toBe("short");
  expect(strength("1234567890")).toBe("weak");
  expect(strength("aaaaaaaaaaaa")).toBe("weak");
  expect(strength("roshana1405", ["Roshana"])).toBe("weak");
  expect(strength("چای‌سبزبرگ")).toBe("fair");
  expect(strength("چای سبز و سیم افشان")).toBe("good");
  expect(strength("Tea9leaf!garden")).toBe("good");
});
