/**
 * One Action feeds a shortcut, a button, the palette and the F1 panel. Screens register theirs while they are shown;
 * the innermost is asked first, and an exclusive layer (a dialog) hides what lies below it.
 * Keys are matched by their place on the keyboard (event.code): they work under a Persian layout.
 */
import { useLayoutEffect, useRef, useState, type ComponentType } from "react";
import type { Key } from "./i18n";
import { createStore, useStore } from "./store";

export interface Action {
  /** Unique on the screen, e.g. "counter.pay". */
  id: string;
  label: Key;
  /** "F9", "Ctrl+K", "Alt+1", "Shift+Delete", "/", "Escape", "Enter", "ArrowDown". The first is shown on the button. */
  keys?: readonly string[];
  /** How its keys are told in the F1 panel, where they say more than their names: "Alt+1…9", "6 *". */
  told?: readonly string[];
  icon?: ComponentType<{ size?: number | string; stroke?: number | string; className?: string }>;
  run: () => void;
  /** Not now: the button is dimmed, the key does nothing (but is kept from the browser). */
  disabled?: boolean;
  /** Plain keys (no Ctrl, Alt, F…) are left to text fields unless this is set. */
  inFields?: boolean;
  /** Only a key: neither in the palette nor in the F1 panel (arrows in a list). */
  silent?: boolean;
  /** Answers an auto-repeating key too (arrows). */
  repeats?: boolean;
}

export interface Layer {
  /** Its place in the pile, higher is nearer. Parents are drawn before their children, dialogs after what they cover. */
  order: number;
  /** The heading in the F1 panel. */
  title?: Key;
  exclusive?: boolean;
  /** Reachable above exclusive layers too (F1). */
  everywhere?: boolean;
  /** The row that it acts on, null while that is on its way. Its keys wait until it is the one that is marked. */
  of?: string | null;
  actions: readonly Action[];
}

const layers = createStore<readonly Layer[]>([]);

export const useLayers = () => useStore(layers);

/** The layers that answer now, nearest first. */
export function reachable(all: readonly Layer[] = layers.get()): Layer[] {
  const found: Layer[] = [];
  let covered = false;
  for (const layer of [...all].reverse()) {
    if (!covered || layer.everywhere) found.push(layer);
    covered ||= layer.exclusive === true;
  }
  return found;
}

/** The row that a list's keys rest on, and the key that was pressed before what stands beside the list had followed. */
let marked: string | null = null;
let early: { event: KeyboardEvent; of: string } | null = null;

/** A key that had to wait longer, in ms, is not meant any more. */
const patience = 2000;

/** Tells which row is marked, null for none. */
export function mark(row: string | null) {
  marked = row;
  if (early && early.of !== row) early = null;
}

const behind = ({ of }: Layer) => of !== undefined && marked !== null && of !== marked;

/** The row that was marked may have other steps than the one beside which the key was pressed. */
const mayBeStep = (event: KeyboardEvent) => (/^(Numpad)?Enter$|^F\d+$|^Delete$/.test(event.code) || event.altKey || event.ctrlKey) && !isField(event.target) && !isPress(event);

let drawn = 0;
export const nextOrder = () => ++drawn;

/** Puts a layer into its place, or another version of it; answers how to take it away. */
export function putLayer(layer: Layer): () => void {
  const others = layers.get().filter(({ order }) => order !== layer.order);
  layers.set([...others, layer].sort((a, b) => a.order - b.order));
  return () => layers.set(layers.get().filter(({ order }) => order !== layer.order));
}

/** Registers the actions of a screen or panel for as long as it is shown. New closures each render are welcome. */
export function useActions(actions: readonly Action[], { title, exclusive, everywhere, of, off }: Omit<Layer, "order" | "actions"> & { off?: boolean } = {}) {
  const [order] = useState(nextOrder);
  const latest = useRef(actions);
  latest.current = actions;
  // The layer changes only when what people can see of it changes; run() always finds the latest closure.
  const shape = JSON.stringify(actions.map(({ id: of, label, keys, told, disabled, inFields, silent, repeats }) => [of, label, keys, told, disabled, inFields, silent, repeats]));
  // With the buttons, not after them: what stands on the screen is what a key does.
  useLayoutEffect(() => {
    if (off) return;
    const steady = latest.current.map((action) => ({
      ...action,
      run: () => latest.current.find(({ id: of }) => of === action.id)?.run(),
    }));
    putLayer({ order, title, exclusive, everywhere, of, actions: steady });
  }, [order, shape, title, exclusive, everywhere, of, off]);
  useLayoutEffect(() => (off ? undefined : () => layers.set(layers.get().filter((layer) => layer.order !== order))), [order, off]);
}

const places: Record<string, string> = {
  "/": "Slash", ",": "Comma", ".": "Period", "-": "Minus", "=": "Equal", "+": "Equal", "[": "BracketLeft", "]": "BracketRight",
  Esc: "Escape", Del: "Delete", Ins: "Insert",
};

interface Chord {
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  codes: readonly string[];
}

export function parseKeys(keys: string): Chord {
  const names = keys === "+" ? ["+"] : keys.split("+");
  const last = names.at(-1) ?? "";
  const has = (name: string) => names.slice(0, -1).includes(name);
  const code = /^[A-Z]$/i.test(last) ? `Key${last.toUpperCase()}` : /^\d$/.test(last) ? `Digit${last}` : (places[last] ?? last);
  const codes = code.startsWith("Digit") ? [code, code.replace("Digit", "Numpad")] : code === "Enter" ? ["Enter", "NumpadEnter"] : [code];
  return { ctrl: has("Ctrl"), alt: has("Alt"), shift: has("Shift"), codes };
}

type Pressed = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

export function matches(keys: string, event: Pressed): boolean {
  const { ctrl, alt, shift, codes } = parseKeys(keys);
  const code = event.code || event.key; // on-screen keyboards send no place
  return codes.includes(code) && ctrl === (event.ctrlKey || event.metaKey) && alt === event.altKey && shift === event.shiftKey;
}

const plain = (keys: string) => !/^(F\d+|Escape|Esc|PageUp|PageDown|Insert|Ins)$/.test(keys) && !/(Ctrl|Alt)\+/.test(keys);

export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "file", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Enter and Space on a button or link are its own press. */
const isPress = (event: KeyboardEvent) =>
  ["Enter", "NumpadEnter", "Space"].includes(event.code) && event.target instanceof HTMLElement && event.target.closest("button,a[href],summary,[role=menuitem],[role=option]") !== null;

/** The action that a key press means now, if any. */
export function actionFor(event: KeyboardEvent, all?: readonly Layer[]): Action | null {
  return meantBy(event, all)?.action ?? null;
}

function meantBy(event: KeyboardEvent, all?: readonly Layer[]): { action: Action; layer: Layer } | null {
  const typing = isField(event.target);
  for (const layer of reachable(all))
    for (const action of layer.actions)
      for (const keys of action.keys ?? []) {
        if (!matches(keys, event)) continue;
        if (plain(keys) && ((typing && !action.inFields) || isPress(event))) continue;
        return { action, layer };
      }
  return null;
}

/** Starts listening; answers how to stop. Open menus, lists and popovers close themselves on Escape first. */
export function listen(target: Window = window): () => void {
  let menuOpen = false;
  const look = (event: KeyboardEvent) => {
    const on = event.target instanceof HTMLElement ? event.target : null;
    const opener = on?.getAttribute("aria-expanded") === "true" && on.getAttribute("role") !== "combobox"; // our search boxes have an Escape of their own
    menuOpen = opener || on?.closest("[role=menu],[role=listbox],[role=dialog]:not([aria-modal=true])") != null;
  };
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.code === "Escape" && menuOpen) return;
    if (!/^(Control|Alt|Shift|Meta)$/.test(event.key)) early = null;
    const found = meantBy(event);
    if (!event.repeat && marked !== null && (found ? behind(found.layer) : mayBeStep(event) && reachable().some(behind))) early = { event, of: marked };
    if (!found) return;
    event.preventDefault();
    const { action, layer } = found;
    if (behind(layer) || action.disabled || (event.repeat && !action.repeats)) return;
    action.run();
  };
  const arrive = () => {
    if (!early) return;
    if (performance.now() - early.event.timeStamp > patience) early = null;
    const found = early && meantBy(early.event);
    if (!found || found.layer.of !== marked || found.action.disabled) return;
    early = null;
    found.action.run();
  };
  const stop = layers.subscribe(() => early && queueMicrotask(arrive)); // when all that is drawn with it has been told
  target.addEventListener("keydown", look, true);
  target.addEventListener("keydown", press);
  return () => {
    stop();
    target.removeEventListener("keydown", look, true);
    target.removeEventListener("keydown", press);
  };
}
