/** Keeps <html> in step with the preferences: language, direction, light or dark. No reload, no flash. */
import { catalogue, direction, loadCatalogue, t } from "@/lib/i18n";
import { preferences, type Preferences } from "@/lib/prefs";
import { createStore, useStore } from "@/lib/store";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

const schemeOf = (theme: Preferences["theme"]): "light" | "dark" => (theme === "system" ? (dark.matches ? "dark" : "light") : theme);

const scheme = createStore(schemeOf(preferences.get().theme));
export const useScheme = () => useStore(scheme);

function apply() {
  const { language, theme } = preferences.get();
  const words = catalogue.get()?.language ?? language; // the direction turns together with the words, not before them
  const html = document.documentElement;
  html.lang = words;
  html.dir = direction(words);
  scheme.set(schemeOf(theme));
  html.dataset["mantineColorScheme"] = scheme.get();
  if (catalogue.get()) document.title = t("app.name");
}

/** Starts following; called once, before the first drawing. */
export function followPreferences() {
  let language = preferences.get().language;
  preferences.subscribe(() => {
    const next = preferences.get().language;
    if (next !== language) void loadCatalogue(next);
    language = next;
    apply();
  });
  catalogue.subscribe(apply);
  dark.addEventListener("change", apply);
  apply();
  void loadCatalogue(language);
}
