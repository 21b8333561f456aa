import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { useForm } from "@/lib/form";
import { MoneyField, NumericField, QuantityField } from "./NumericField";

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

function Asking({ start = null, sent }: { start?: number | null; sent: (values: { rial: number | null }) => void }) {
  const form = useForm({ rial: start }, (values) => Promise.resolve(sent(values)));
  return (
    <MantineProvider>
      <form ref={form.ref} onSubmit={(event) => void form.submit(event)}>
        <MoneyField label="price" optional value={form.values.rial} onChange={(rial) => form.set("rial", rial)} />
        <button type="submit">save</button>
      </form>
    </MantineProvider>
  );
}

test("an amount with too many digits never becomes another one: it stays, says so and is not sent", async () => {
  const sent = vi.fn();
  render(<Asking sent={sent} />);
  await userEvent.type(box(), "9".repeat(18));
  expect(box().value).toBe("۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹");
  expect(screen.getByRole("alert")).toBeTruthy();
  await userEvent.keyboard("{Enter}");
  expect(sent).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(box());
  await userEvent.clear(box());
  await userEvent.keyboard("5000{Enter}");
  expect(sent).toHaveBeenCalledWith({ rial: 50_000 });
});

test("a minus where nothing can be below zero stays to be seen, over a selection and before digits", async () => {
  const sent = vi.fn();
  render(<Asking start={10} sent={sent} />);
  box().focus();
  await userEvent.keyboard("-7");
  expect(box().value).toBe("−۷");
  expect(screen.getByRole("alert")).toBeTruthy();
  await userEvent.keyboard("{Enter}");
  expect(sent).not.toHaveBeenCalled();
  await userEvent.clear(box());
  await userEvent.keyboard("7{Enter}");
  expect(sent).toHaveBeenCalledWith({ rial: 70 });
});

test("a sign in the middle of a number and a fraction that is too fine are refused as they stand", async () => {
  const sent = vi.fn();
  render(<Asking sent={sent} />);
  for (const typed of ["5-1", "1.2.3", "12.55", "-500000", "1,5"]) {
    await userEvent.clear(box());
    await userEvent.type(box(), `${typed}{Enter}`);
    expect(screen.getByRole("alert"), typed).toBeTruthy();
  }
  expect(sent).not.toHaveBeenCalled();
});

test("a letter over a selection leaves the number and the selection", async () => {
  let last: number | null = null;
  render(<Money start={50} heard={(rial) => (last = rial)} />);
  box().focus();
  await userEvent.keyboard("x");
  expect([box().value, box().selectionStart, box().selectionEnd]).toEqual(["۵", 0, 1]);
  await userEvent.keyboard("7");
  expect(last).toBe(70);
});

test("where nothing handed on counts as zero, what was typed stays all the same", async () => {
  function Zero() {
    const [rial, setRial] = useState<number | null>(5000);
    return (
      <MantineProvider>
        <MoneyField label="price" value={rial} onChange={(next) => setRial(next ?? 0)} />
      </MantineProvider>
    );
  }
  render(<Zero />);
  box().focus();
  await userEvent.keyboard("9".repeat(18));
  expect(box().value).toBe("۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹٬۹۹۹");
});

test("a number has the limit of its field", async () => {
  const heard: string[] = [];
  function Pieces() {
    const [value, setValue] = useState("");
    return <NumericField label="pieces" decimals={0} most={1000} value={value} onChange={(next) => (setValue(next), heard.push(next))} />;
  }
  render(<Pieces />);
  await userEvent.type(box(), "10001");
  expect(box().value).toBe("۱۰٬۰۰۱");
  expect(heard).toEqual(["1", "10", "100", "1000", ""]);
  expect(screen.getByRole("alert")).toBeTruthy();
});
