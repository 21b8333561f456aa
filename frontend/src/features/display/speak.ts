/** The screen speaks the language of whom it shows something to. */
import { useEffect } from "react";
import type { Seen } from "@/lib/api/types";
import { preferences } from "@/lib/prefs";

/** While a customer with a language of their own is served, everything is in it, digits and calendar too; then in the device's again. Nothing of it is remembered. */
export function useSpeaking(language: Seen["shown"]["language"]) {
  useEffect(() => {
    if (language === "") return;
    const own = preferences.get();
    preferences.set({ ...own, language, digits: "auto", calendar: "auto" });
    return () => preferences.set(own);
  }, [language]);
}
