import { createStore, memory, useStore } from "./store";

export type Language = "fa" | "en";

/** What a person chose for themselves. "auto" follows the language, "system" follows the computer. */
export interface Preferences {
  language: Language;
  theme: "system" | "light" | "dark";
  digits: "auto" | "persian" | "latin";
  calendar: "auto" | "jalali" | "gregorian";
}

const key = "pishkhan.preferences";
const standard: Preferences = { language: "fa", theme: "system", digits: "auto", calendar: "auto" };

const choices = {
  language: ["fa", "en"],
  theme: ["system", "light", "dark"],
  digits: ["auto", "persian", "latin"],
  calendar: ["auto", "jalali", "gregorian"],
} as const;

/** Keeps only what this version knows, so that an older or newer record never breaks the screen. */
export function knownPreferences(from: unknown): Partial<Preferences> {
  const known: Record<string, string> = {};
  if (typeof from !== "object" || from === null) return {};
  for (const [name, allowed] of Object.entries(choices)) {
    const value: unknown = (from as Record<string, unknown>)[name];
    if (typeof value === "string" && (allowed as readonly string[]).includes(value)) known[name] = value;
  }
  return known as Partial<Preferences>;
}

function remembered(): Preferences {
  try {
    return { ...standard, ...knownPreferences(JSON.parse(memory.read(key) ?? "{}")) };
  } catch {
    return standard;
  }
}

export const preferences = createStore<Preferences>(remembered());

/** Was a language ever chosen on this computer? If not, the shop's own language decides. */
export const languageWasChosen = () => memory.read(key) !== null;

/** Applies at once and on the next start; what the person's record keeps is the session's business. */
export function setPreferences(patch: Partial<Preferences>) {
  const next = { ...preferences.get(), ...patch };
  memory.write(key, JSON.stringify(next));
  preferences.set(next);
}

export const usePreferences = () => useStore(preferences);
