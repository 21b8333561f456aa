import { afterEach, expect, test, vi } from "vitest";
import { listen, matches, nextOrder, putLayer, type Action, type Layer } from "./actions";

const ends: (() => void)[] = [];
afterEach(() => {
  ends.splice(0).forEach((end) => end());
  document.body.innerHTML = "";
});

function layer(actions: Partial<Action>[], more: Partial<Layer> = {}) {
  const runs = actions.map(() => vi.fn());
  const all = actions.map((action, at): Action => ({ id: `a${at}`, label: "app.save", run: runs[at] ?? (() => undefined), ...action }));
  ends.push(putLayer({ order: nextOrder(), actions: all, ...more }));
  return runs;
}

function press(code: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) {
  const event = new KeyboardEvent("keydown", { code, key: code, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

const field = () => document.body.appendChild(document.createElement("input"));

test("keys are matched by their place, so they work under a Persian layout", () => {
  expect(matches("Ctrl+K", { code: "KeyK", key: "ن", ctrlKey: true, metaKey: false, altKey: false, shiftKey: false })).toBe(true);
  expect(matches("Alt+1", { code: "Numpad1", key: "1", ctrlKey: false, metaKey: false, altKey: true, shiftKey: false })).toBe(true);
  expect(matches("/", { code: "Slash", key: ".", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false })).toBe(true);
  expect(matches("F9", { code: "F9", key: "F9", ctrlKey: true, metaKey: false, altKey: false, shiftKey: false })).toBe(false);
});

test("the innermost layer answers first, and an exclusive one hides the rest", () => {
  ends.push(listen());
  const [outer] = layer([{ keys: ["F9"] }]);
  const [inner] = layer([{ keys: ["F9"] }]);
  press("F9");
  expect(inner).toHaveBeenCalledOnce();
  expect(outer).not.toHaveBeenCalled();
  layer([{ keys: ["Escape"] }], { exclusive: true });
  press("F9");
  expect(inner).toHaveBeenCalledOnce();
});

test("plain keys are left to text fields, function keys are not", () => {
  ends.push(listen());
  const [slash, enter, pay] = layer([{ keys: ["/"] }, { keys: ["Enter"], inFields: true }, { keys: ["F9"] }]);
  const input = field();
  expect(press("Slash", {}, input).defaultPrevented).toBe(false);
  press("Enter", {}, input);
  press("F9", {}, input);
  expect(slash).not.toHaveBeenCalled();
  expect(enter).toHaveBeenCalledOnce();
  expect(pay).toHaveBeenCalledOnce();
});

test("Enter on a button presses that button", () => {
  ends.push(listen());
  const [enter] = layer([{ keys: ["Enter"], inFields: true }]);
  const button = document.body.appendChild(document.createElement("button"));
  expect(press("Enter", {}, button).defaultPrevented).toBe(false);
  expect(enter).not.toHaveBeenCalled();
});

test("an action that is off keeps its key from the browser and does nothing", () => {
  ends.push(listen());
  const [off] = layer([{ keys: ["F5"], disabled: true }]);
  expect(press("F5").defaultPrevented).toBe(true);
  expect(off).not.toHaveBeenCalled();
});

test("a held key runs once unless the action repeats", () => {
  ends.push(listen());
  const [pay, down] = layer([{ keys: ["F9"] }, { keys: ["ArrowDown"], repeats: true }]);
  for (const code of ["F9", "ArrowDown"]) {
    press(code);
    press(code, { repeat: true });
  }
  expect(pay).toHaveBeenCalledTimes(1);
  expect(down).toHaveBeenCalledTimes(2);
});

test("Escape closes an open menu before it reaches an action", () => {
  ends.push(listen());
  const [back] = layer([{ keys: ["Escape"] }]);
  const opener = document.body.appendChild(document.createElement("button"));
  opener.setAttribute("aria-expanded", "true");
  press("Escape", {}, opener);
  expect(back).not.toHaveBeenCalled();
});
