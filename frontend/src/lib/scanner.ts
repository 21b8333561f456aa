/**
 * A barcode scanner is a very fast typist that ends with Enter. It is heard wherever the focus is, decoded by the keys'
 * places (so a Persian layout does not matter), and what it types never stays in a field.
 *
 * People are told apart by pace: a second key within `pace` starts a suspicion, from then on keys are held back; a pause
 * gives the held signs back to the field they were meant for. Enter after at least `shortest` signs that came in at
 * `pace` on the whole makes it a scan: a busy computer may stumble on the way, and nothing of the code is lost.
 */
import { useEffect, useRef } from "react";
import { latinDigits, usKeys } from "./persian";

/** Longest gap between two keys of a scan, in ms. People are seldom below 50; scanners are at 1–20. */
export const pace = 35;
/** The longest stumble within a scan, in ms, and how many there may be. */
const slack = 120;
const stumbles = 2;
/** Shortest code that is taken for a scan. */
export const shortest = 4;

type Hear = (code: string) => void;

const hearers: Hear[] = [];
let kept: string[] = [];

/** Hands a code to whoever listens nearest; kept for the next who listens when nobody does. */
export function deliver(code: string) {
  const nearest = hearers.at(-1);
  if (nearest) nearest(code);
  else kept.push(code);
}

/** Keeps a code for the screen that is being opened. */
export const keep = (code: string) => void kept.push(code);

export function hearScans(hear: Hear, { takeKept = true } = {}): () => void {
  hearers.push(hear);
  if (takeKept) {
    const waiting = kept;
    kept = [];
    waiting.forEach(hear);
  }
  return () => void hearers.splice(hearers.lastIndexOf(hear), 1);
}

/** While shown, this component gets the scans. Null passes them to whoever listened before. */
export function useScan(hear: Hear | null) {
  const latest = useRef(hear);
  latest.current = hear;
  const on = hear !== null;
  useEffect(() => (on ? hearScans((code) => latest.current?.(code)) : undefined), [on]);
}

/** The sign of a key whatever the layout; empty for keys that type nothing. */
export function signOf(event: Pick<KeyboardEvent, "code" | "key" | "shiftKey">): string {
  const pair = usKeys[event.code];
  if (pair) return pair[event.shiftKey ? 1 : 0];
  return event.code === "" && event.key.length === 1 ? latinDigits(event.key) : "";
}

interface Typed {
  sign: string;
  /** When, in ms. */
  at: number;
  /** The field before it. */
  before: Before;
  /** What the key would have put into the field under the present layout. */
  text: string;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Before {
  field: Field | null;
  value: string;
  from: number | null;
  to: number | null;
}

const asField = (target: EventTarget | null): Field | null =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type)) ? target : null;

function selection(field: Field | null): [number | null, number | null] {
  try {
    return [field?.selectionStart ?? null, field?.selectionEnd ?? null];
  } catch {
    return [null, null];
  }
}

/** Sets a field's value so that React hears of it. */
function setValue(field: Field, value: string, from: number | null, to: number | null) {
  const proto = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(proto, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (from !== null && to !== null) field.setSelectionRange(from, to);
}

/** The signs that may belong to one scan: those after the last long pause, with no more than a few stumbles. */
function onlyRun(typed: readonly Typed[]): readonly Typed[] {
  let left = stumbles;
  for (let at = typed.length - 1; at > 0; at--) {
    const gap = (typed[at]?.at ?? 0) - (typed[at - 1]?.at ?? 0);
    if (gap > slack || (gap > pace && left-- === 0)) return typed.slice(at);
  }
  return typed;
}

/** Starts listening; answers how to stop. */
export function listenForScans(heard: Hear = deliver, target: Window = window): () => void {
  let typed: Typed[] = [];
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let before: Before | null = null;
  /** What was typed of late, whether held back or given back. */
  let run: readonly Typed[] = [];

  const forget = () => {
    clearTimeout(timer);
    typed = [];
    before = null;
  };

  // A pause: it was a person after all. The first sign went in as typed, the held ones follow.
  const giveBack = () => {
    const held = typed.slice(1).map(({ text }) => text).join("");
    const field = before?.field;
    forget();
    if (!held || !field?.isConnected || field !== document.activeElement) return;
    const [from, to] = selection(field);
    const at = from ?? field.value.length;
    setValue(field, field.value.slice(0, at) + held + field.value.slice(to ?? at), at + held.length, at + held.length);
  };

  const restore = ({ field, value, from, to }: Before) => {
    if (field && field.value !== value) setValue(field, value, from, to);
  };

  const press = (event: KeyboardEvent) => {
    const end = () => {
      run = [];
      giveBack();
    };
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return end();
    if (event.key === "Shift" || event.key === "CapsLock") return;
    const now = event.timeStamp;
    const gap = now - last;
    last = now;

    if (event.code === "Enter" || event.code === "NumpadEnter" || event.key === "Enter") {
      const [first] = run;
      if (!first || gap > slack || run.length < shortest || (now - first.at) / run.length > pace) return end();
      const code = run.map(({ sign }) => sign).join("");
      event.preventDefault();
      event.stopImmediatePropagation();
      run = [];
      forget();
      restore(first.before);
      heard(code);
      return;
    }

    const sign = signOf(event);
    if (!sign || event.repeat) return end();
    if (gap > pace) giveBack();
    const field = asField(event.target);
    const [from, to] = selection(field);
    const one: Typed = { sign, text: event.key.length === 1 ? event.key : "", at: now, before: { field, value: field?.value ?? "", from, to } };
    run = onlyRun([...run, one]);
    if (typed.length === 0) before = one.before;
    else {
      event.preventDefault();
      event.stopImmediatePropagation();
      clearTimeout(timer);
      timer = setTimeout(giveBack, pace + 20);
    }
    typed.push(one);
  };

  target.addEventListener("keydown", press, true);
  return () => {
    target.removeEventListener("keydown", press, true);
    forget();
  };
}
