import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { MoneyField, QuantityField } from "./NumericField";

afterEach(cleanup);

function Money({ start = null, heard }: { start?: number | null; heard: (rial: number | null) => void }) {
  const [rial, setRial] = useState<number | null>(start);
  return (
    <MantineProvider>
      <MoneyField label="price" value={rial} onChange={(next) => (setRial(next), heard(next))} />
    </MantineProvider>
  );
}

const box = () => screen.getByRole<HTMLInputElement>("textbox");

test("an amount is grouped while it is typed, in any digits, and given on in rial", async () => {
  let last: number | null = null;
  render(<Money heard={(rial) => (last = rial)} />);
  await userEvent.type(box(), "۱85000");
  expect(box().value).toBe("۱۸۵٬۰۰۰");
  expect(last).toBe(1_850_000);
});

test("half a fraction stays to be finished", async () => {
  let last: number | null = null;
  render(<Money heard={(rial) => (last = rial)} />);
  await userEvent.type(box(), "12/");
  expect(box().value).toBe("۱۲٫");
  await userEvent.type(box(), "5");
  expect(box().value).toBe("۱۲٫۵");
  expect(last).toBe(125);
});

test("letters leave no trace", async () => {
  render(<Money start={500} heard={() => undefined} />);
  await userEvent.type(box(), "x");
  expect(box().value).toBe("۵۰");
});

test("a new value from outside is shown", async () => {
  const { rerender } = render(<QuantityField label="quantity" value="2" onChange={() => undefined} />);
  expect(box().value).toBe("۲");
  rerender(<QuantityField label="quantity" value="12.5" onChange={() => undefined} />);
  expect(box().value).toBe("۱۲٫۵");
});
