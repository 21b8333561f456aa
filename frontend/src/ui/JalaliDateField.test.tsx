import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { JalaliDateField } from "./JalaliDateField";

afterEach(cleanup);

function Held({ hear }: { hear: (iso: string) => void }) {
  const [day, setDay] = useState("");
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
