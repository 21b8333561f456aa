import { useT } from "@/lib/i18n";
import { usePreferences } from "@/lib/prefs";
import { Segments } from "@/ui/Choice";
import { choose } from "./preferences";

/** Each language by its own name, so that whoever can't read the present one finds theirs. */
export function LanguageChoice() {
  const t = useT();
  const { language } = usePreferences();
  return (
    <Segments
      label={t("person.language")}
      value={language}
      onChange={(next) => choose({ language: next })}
      options={[
        { value: "fa", label: <span lang="fa">فارسی</span> },
        { value: "en", label: <span lang="en">English</span> },
      ]}
    />
  );
}

export function ThemeChoice() {
  const t = useT();
  const { theme } = usePreferences();
  return (
    <Segments
      label={t("person.theme")}
      value={theme}
      onChange={(next) => choose({ theme: next })}
      options={[
        { value: "system", label: t("person.system") },
        { value: "light", label: t("person.light") },
        { value: "dark", label: t("person.dark") },
      ]}
    />
  );
}
