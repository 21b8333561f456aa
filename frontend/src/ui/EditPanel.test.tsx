import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen } from "@/lib/actions";
import type { Holds } from "@/lib/beside";
import { useForm } from "@/lib/form";
import { t } from "@/lib/i18n";
import { EditPanel } from "./EditPanel";
import { TextField } from "./Field";

let stop: () => void;
beforeEach(() => void (stop = listen()));
afterEach(() => (cleanup(), stop()));

/** A panel in which "x" was typed after "lamp"; the list asks through `holds`. */
async function typed() {
  const holds = createRef() as Holds;
  const closed = vi.fn();
  const saved: string[] = [];
  const Panel = () => {
    const form = useForm({ name: "lamp" }, ({ name }) => Promise.resolve(saved.push(name)));
    return (
      <EditPanel id="thing" holds={holds} about="product.one" form={form} label="thing" title="thing" writable changed={form.changed} onClose={closed}>
        <TextField label="name" name="name" value={form.values.name} onChange={(name) => form.set("name", name)} />
      </EditPanel>
    );
  };
  render(<Panel />);
  await userEvent.type(screen.getByRole("textbox"), "x");
  const go = vi.fn();
  const stay = vi.fn();
  return {
    closed,
    saved,
    go,
    stay,
    /** The mark went to another row, or so it is told. */
    arrow: () => {
      let back = () => undefined as unknown;
      act(() => void (back = holds.current?.(go, stay) ?? back));
      return () => act(() => void back());
    },
    asked: () => screen.queryByText(t("app.unsaved")) !== null,
    holds: () => holds.current !== null,
  };
}
const press = (keys: string) => userEvent.keyboard(keys);

test("Escape asks and then stays, whatever was asked; what was typed goes only by the key that says so", async () => {
  const panel = await typed();
  await press("{Escape}");
  expect(panel.asked()).toBe(true);
  await press("{Escape}");
  expect([panel.asked(), panel.closed.mock.calls.length]).toEqual([false, 0]);
  panel.arrow();
  expect(panel.asked()).toBe(true);
  await press("{Escape}");
  expect([panel.asked(), panel.stay.mock.calls.length, panel.go.mock.calls.length]).toEqual([false, 1, 0]);
  await press("{Alt>}{Delete}{/Alt}");
  expect(panel.closed).not.toHaveBeenCalled(); // nothing asks
  await press("{Escape}{Alt>}{Delete}{/Alt}");
  expect([panel.closed.mock.calls.length, panel.saved]).toEqual([1, []]);
});

test("Enter in a field saves and leads on as Ctrl+Enter does, and nothing is called unsaved any more", async () => {
  for (const keys of ["{Enter}", "{Control>}{Enter}{/Control}"]) {
    const panel = await typed();
    panel.arrow();
    await press(keys);
    expect([panel.saved, panel.go.mock.calls.length, panel.stay.mock.calls.length, panel.asked(), panel.holds()]).toEqual([["lampx"], 1, 0, false, false]);
    cleanup();
  }
});

test("the question goes when the list takes it back, and when nothing is changed any more", async () => {
  const panel = await typed();
  const back = panel.arrow();
  back();
  expect([panel.asked(), panel.stay.mock.calls.length, panel.holds()]).toEqual([false, 1, true]);
  panel.arrow();
  await press("{Backspace}");
  expect([panel.asked(), panel.stay.mock.calls.length, panel.go.mock.calls.length]).toEqual([false, 2, 0]);
});
