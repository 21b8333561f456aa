import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Aside } from "./Split";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const narrow = (matches: boolean) => vi.stubGlobal("matchMedia", () => ({ matches, addEventListener: () => undefined, removeEventListener: () => undefined }));
const drawn = (whole: boolean) =>
  render(
    <Aside label="lamp" title="Lamp" whole={whole}>
      …
    </Aside>,
  );

test("what has a phone's screen to itself has the keys too, since the list that had them is gone", () => {
  narrow(true);
  drawn(true);
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "lamp" }));
});

test("what stands beside a list leaves the keys to the list", () => {
  narrow(true);
  const { unmount } = drawn(false);
  expect(document.activeElement).toBe(document.body);
  unmount();
  narrow(false);
  drawn(true);
  expect(document.activeElement).toBe(document.body);
});
