import { api, ok } from "@/lib/api/client";
import { setPreferences, type Preferences } from "@/lib/prefs";

/** Applies a choice at once and keeps it in the person's record; without the server it stays on this computer. */
export function choose(patch: Partial<Preferences>) {
  setPreferences(patch);
  void ok(api.PATCH("/api/session", { body: { preferences: patch } })).catch(() => undefined);
}
