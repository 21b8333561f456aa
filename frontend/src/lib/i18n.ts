/**
 * The words. One catalogue per language is built into the interface; the server sends what the shop says otherwise.
 * Switching needs no reload: whoever calls useT follows.
 */
import type fa from "@locales/fa.json";
import { useCallback } from "react";
import { persianNumerals } from "./persian";
import { preferences, usePreferences, type Language } from "./prefs";
import type { serverOnly } from "./serveronly";
import { createStore, useStore } from "./store";

type Tree = Omit<typeof fa, (typeof serverOnly)[number]>;
/** Every key of the catalogue, checked when the interface is built. */
export type Key = { [F in keyof Tree & string]: `${F}.${keyof Tree[F] & string}` }[keyof Tree & string];
/**
 * What fills the blanks. A number is written in the person's digits; `Count` also chooses the plural. The number of a
 * document or a code (`Number`, `Invoice`, `Barcode`) is a text: it is written in the person's digits too and keeps its own order inside the other direction.
 */
export type Params = Record<string, string | number>;
export type Entry = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, Entry>;

export const catalogue = createStore<{ language: Language; entries: Catalogue } | null>(null);

export function flatten(tree: Record<string, Record<string, Entry>>): Catalogue {
  const flat: Catalogue = {};
  for (const [feature, keys] of Object.entries(tree))
    for (const [name, entry] of Object.entries(keys)) flat[`${feature}.${name}`] = entry;
  return flat;
}

async function builtIn(language: Language): Promise<Catalogue> {
  const tree = language === "fa" ? await import("@locales/fa.json") : await import("@locales/en.json");
  return flatten(tree.default as Record<string, Record<string, Entry>>);
}

let asked: Language | null = null; // whose words the server has sent, or is sending

/** The words once more where the server could not be asked for them before. */
export async function missedCatalogue(language: Language) {
  if (asked !== language) await loadCatalogue(language);
}

/** Fetches the words of a language, and again when the shop changed its wording. */
export async function loadCatalogue(language: Language) {
  asked = language;
  const entries = await builtIn(language);
  try {
    const answer = await fetch(`/api/locales/${language}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) asked = null;
    else {
      const sent = (await answer.json()) as Catalogue;
      for (const [key, entry] of Object.entries(sent)) if (key !== "$schema") entries[key] = entry;
    }
  } catch {
    asked = null;
    // Without the server the built-in words are right enough to say so.
  }
  if (preferences.get().language === language) catalogue.set({ language, entries });
}

export const direction = (language: Language): "rtl" | "ltr" => (language === "fa" ? "rtl" : "ltr");

/** Do numbers appear in Persian digits? */
export function persianDigitsOn(): boolean {
  const { digits, language } = preferences.get();
  return digits === "auto" ? language === "fa" : digits === "persian";
}

/** Writes the digits of a ready text as the person reads them. */
export const inDigits = (text: string) => (persianDigitsOn() ? persianNumerals(text) : text);

const inThousands = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });
const plurals: Record<Language, Intl.PluralRules> = { fa: new Intl.PluralRules("fa"), en: new Intl.PluralRules("en") };

function grouped(value: number): string {
  const text = inThousands.format(value).replace("-", "−");
  return persianDigitsOn() ? persianNumerals(text.replaceAll(",", "٬").replace(".", "٫")) : text;
}

const documents = new Set(["Number", "Invoice", "Barcode"]);

/**
 * The text of a key. A key that is in no catalogue shows itself, so that it is noticed.
 * Parameters that are numbers are grouped and written in the person's digits; texts stand
 * as they are, but those named Number, Invoice and Barcode: in them the digits change too,
 * and they keep their direction inside a sentence of the other one.
 */
export function t(key: Key, params: Params = {}): string {
  const words = catalogue.get();
  const entry = words?.entries[key];
  if (words === null || entry === undefined) return key;
  let text: string | undefined;
  if (typeof entry === "string") text = entry;
  else {
    const count = params["Count"];
    const rule = plurals[words.language].select(typeof count === "number" ? count : 1);
    text = entry[rule] ?? entry.other ?? entry.one;
  }
  return (text ?? key).replace(/\{\{\s*\.(\w+)\s*\}\}/g, (blank, name: string) => {
    const value = params[name];
    if (value === undefined) return blank;
    if (typeof value === "number") return grouped(value);
    return documents.has(name) ? `\u2066${inDigits(value)}\u2069` : value;
  });
}

/** Is there a text for a key that is put together while running (an error's code, an alert)? */
export const hasText = (key: string): key is Key => catalogue.get()?.entries[key] !== undefined;

/** The t of components: they are drawn again when language, wording or digits change, and what is kept with it is made anew. */
export function useT(): typeof t {
  const words = useStore(catalogue);
  const preferred = usePreferences();
  return useCallback<typeof t>((key, params) => t(key, params), [words, preferred]); // eslint-disable-line react-hooks/exhaustive-deps -- another function for other words
}
