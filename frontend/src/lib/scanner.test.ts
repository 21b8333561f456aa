import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deliver, hearScans, keep, listenForScans, pace } from "./scanner";

let input: HTMLInputElement;
let heard: string[];
let stop: () => void;
let clock: number;

beforeEach(() => {
  vi.useFakeTimers();
  clock = 1000;
  heard = [];
  document.body.innerHTML = "<input>";
  input = document.querySelector("input") as HTMLInputElement;
  input.focus();
  stop = listenForScans((code) => heard.push(code));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Presses a key as the browser does: what nobody prevents goes into the field. */
function press(code: string, key: string, gap: number, more: KeyboardEventInit = {}) {
  clock += gap;
  vi.advanceTimersByTime(gap);
  const event = new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, "timeStamp", { value: clock });
  input.dispatchEvent(event);
  if (!event.defaultPrevented && key.length === 1) {
    input.value += key;
    input.setSelectionRange(input.value.length, input.value.length);
  }
  return event;
}

const persian = "۰۱۲۳۴۵۶۷۸۹";
const scan = (code: string, { gap = 4, layout = "en" } = {}) => {
  for (const [at, sign] of [...code].entries()) {
    const digit = /\d/.test(sign);
    press(digit ? `Digit${sign}` : `Key${sign.toUpperCase()}`, digit && layout === "fa" ? (persian[Number(sign)] ?? "") : sign, at === 0 ? 500 : gap, { shiftKey: /[A-Z]/.test(sign) });
  }
  return press("Enter", "Enter", gap);
};
const type = (text: string, gap = 90) => [...text].forEach((sign) => press(`Key${sign.toUpperCase()}`, sign, gap));

test("a scan is heard whole, and nothing of it stays in the field", () => {
  input.value = "۱۲";
  input.setSelectionRange(2, 2);
  const enter = scan("6260001234567");
  expect(heard).toEqual(["6260001234567"]);
  expect(input.value).toBe("۱۲");
  expect(enter.defaultPrevented).toBe(true);
});

test("a Persian layout does not matter", () => {
  scan("6260001234567", { layout: "fa" });
  scan("Ab12cD34");
  expect(heard).toEqual(["6260001234567", "Ab12cD34"]);
});

test("what a person types stays as typed, and Enter is theirs", () => {
  type("lamp");
  const enter = press("Enter", "Enter", 90);
  expect(input.value).toBe("lamp");
  expect(enter.defaultPrevented).toBe(false);
  expect(heard).toEqual([]);
});

test("two keys struck almost together are given back in order", () => {
  type("la");
  press("KeyM", "m", 20);
  type("p");
  expect(input.value).toBe("lamp");
  press("KeyS", "s", 10);
  vi.advanceTimersByTime(pace * 3);
  expect(input.value).toBe("lamps");
  expect(heard).toEqual([]);
});

test("a burst without Enter is no scan", () => {
  type("x");
  for (const sign of "1234567") press(`Digit${sign}`, sign, 5);
  vi.advanceTimersByTime(pace * 3);
  expect(input.value).toBe("x1234567");
  expect(heard).toEqual([]);
});

test("a burst that is too short is no scan", () => {
  scan("12");
  expect(heard).toEqual([]);
  expect(input.value).toBe("12");
});

test("shortcuts are not part of a scan", () => {
  const event = press("KeyK", "k", 500, { ctrlKey: true });
  expect(event.defaultPrevented).toBe(false);
  expect(heard).toEqual([]);
});

test("the nearest listener gets the scan; one that is kept waits for the next screen", () => {
  const shell: string[] = [];
  const counter: string[] = [];
  const ends = [hearScans((code) => (shell.push(code), keep(code)), { takeKept: false })];
  deliver("111");
  ends.push(hearScans((code) => counter.push(code)));
  deliver("222");
  expect(shell).toEqual(["111"]);
  expect(counter).toEqual(["111", "222"]);
  ends.forEach((end) => end());
});

test("a busy computer that stumbles does not break a code in two", () => {
  input.value = "۳";
  input.setSelectionRange(1, 1);
  const gaps = [500, 70, 5, 5, 90, 4, 4, 4, 4, 4, 4, 4, 4];
  for (const [at, sign] of [..."6260001234567"].entries()) press(`Digit${sign}`, sign, gaps[at] ?? 4);
  press("Enter", "Enter", 4);
  expect(heard).toEqual(["6260001234567"]);
  expect(input.value).toBe("۳");
});

test("what a person typed just before a scan is not part of it", () => {
  type("12", 90);
  scan("6260001234567");
  expect(heard).toEqual(["6260001234567"]);
  expect(input.value).toBe("12");
});
