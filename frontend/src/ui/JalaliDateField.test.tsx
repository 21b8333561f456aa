import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { isDay, noDay } from "@/lib/calendar";
import { isoDay } from "@/lib/dates";
import { useForm } from "@/lib/form";
import { JalaliDateField } from "./JalaliDateField";

afterEach(cleanup);

function Held({ start = "", hear }: { start?: string; hear: (iso: string) => void }) {
  const [day, setDay] = useState(start);
  return (
    <MantineProvider>
      <JalaliDateField label="day" value={day} onChange={(iso) => (setDay(iso), hear(iso))} />
    </MantineProvider>
  );
}

test("a day is typed in the person's calendar and stepped with the arrows", async () => {
  const heard: string[] = [];
  render(<Held hear={(iso) => heard.push(iso)} />);
  const field = screen.getByLabelText("day");
  await userEvent.type(field, "1405/8/30");
  expect(heard.at(-1)).toBe("2026-11-21");
  await userEvent.keyboard("{ArrowUp}");
  expect(heard.at(-1)).toBe("2026-11-22");
  expect((field as HTMLInputElement).value).toBe("۱۴۰۵/۰۹/۰۱");
  await userEvent.keyboard("{PageDown}");
  expect(heard.at(-1)).toBe("2026-10-23");
});

test("a day that is none is said when the field is left, and stays as it was typed", async () => {
  render(<Held hear={() => undefined} />);
  const field = screen.getByLabelText("day");
  await userEvent.type(field, "1404/12/30");
  await userEvent.tab();
  expect((field as HTMLInputElement).value).toBe("۱۴۰۴/۱۲/۳۰");
  expect(screen.getByRole("alert")).toBeTruthy();
});

const says = () => screen.getAllByRole("alert").map(({ textContent }) => textContent);

test("what is handed on is never another day than the whole text says", async () => {
  const heard: string[] = [];
  render(<Held hear={(iso) => heard.push(iso)} />);
  await userEvent.type(screen.getByLabelText("day"), "1404/12/30");
  expect(isDay(heard.at(-1) ?? "")).toBe(false);
  expect(heard.at(-1)).not.toBe("");
  await userEvent.keyboard("{Backspace}{Backspace}29");
  expect(heard.at(-1)).toBe("2026-03-20");
});

test("text that no day can be read of comes back as it was typed, and the arrows begin today", async () => {
  const heard: string[] = [];
  render(<Held start={noDay("1404/12/30")} hear={(iso) => heard.push(iso)} />);
  const field = screen.getByLabelText<HTMLInputElement>("day");
  expect(field.value).toBe("۱۴۰۴/۱۲/۳۰");
  await userEvent.click(field);
  await userEvent.keyboard("{ArrowUp}");
  expect(heard.at(-1)).toBe(isoDay());
});

test("a form with a day that is none is refused at it, an optional one too, and nothing is sent", async () => {
  const sent = vi.fn(() => Promise.resolve());
  function Asking() {
    const form = useForm({ day: "" }, sent);
    return (
      <MantineProvider>
        <form ref={form.ref} onSubmit={(event) => void form.submit(event)}>
          <JalaliDateField label="day" optional name="day" value={form.values.day} onChange={(day) => form.set("day", day)} />
          <button type="submit">save</button>
        </form>
      </MantineProvider>
    );
  }
  render(<Asking />);
  const field = screen.getByRole<HTMLInputElement>("textbox");
  await userEvent.type(field, "1404/12/30{Enter}");
  expect(sent).not.toHaveBeenCalled();
  expect(says()).toHaveLength(1);
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe("۱۴۰۴/۱۲/۳۰");
  await userEvent.clear(field);
  await userEvent.type(field, "1404/12/29{Enter}");
  expect(sent).toHaveBeenCalledWith({ day: "2026-03-20" }, expect.anything());
});
