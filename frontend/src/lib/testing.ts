/** Set up before every unit test: the built-in Persian words, as on a fresh computer. */
import { beforeEach } from "vitest";
import fa from "@locales/fa.json";
import { catalogue, flatten } from "./i18n";
import { preferences } from "./prefs";

beforeEach(() => {
  preferences.set({ language: "fa", theme: "light", digits: "auto", calendar: "auto" });
  catalogue.set({ language: "fa", entries: flatten(fa as Parameters<typeof flatten>[0]) });
});
