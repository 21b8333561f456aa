import { useT } from "@/lib/i18n";
import { formatMoney } from "@/lib/money";
import { usePreferences } from "@/lib/prefs";
import { Segments } from "@/ui/Choice";
import { Num, When } from "@/ui/Num";
import { LanguageChoice, ThemeChoice } from "./Choices";
import { MyPin } from "./MyPin";
import { choose } from "./preferences";

/** What a person chose for their own screens: at once, and wherever they sign in. */
export function Mine() {
  const t = useT();
  const { digits, calendar } = usePreferences();
  return (
    <div className="settings-rows">
      <MyPin />
      <div className="settings-row">
        <LanguageChoice />
        <p>{t("settings.language_mine")}</p>
      </div>
      <div className="settings-row">
        <ThemeChoice />
        <p>{t("settings.theme")}</p>
      </div>
      <div className="settings-row">
        <Segments
          label={t("settings.digits")}
          value={digits}
          onChange={(next) => choose({ digits: next })}
          options={[
            { value: "auto", label: t("settings.by_language") },
            { value: "persian", label: "۱۲۳" },
            { value: "latin", label: "123" },
          ]}
        />
        <p>
          {t("settings.digits_effect")} <Num>{formatMoney(18_500_000)}</Num>
        </p>
      </div>
      <div className="settings-row">
        <Segments
          label={t("settings.calendar")}
          value={calendar}
          onChange={(next) => choose({ calendar: next })}
          options={[
            { value: "auto", label: t("settings.by_language") },
            { value: "jalali", label: t("settings.jalali") },
            { value: "gregorian", label: t("settings.gregorian") },
          ]}
        />
        <p>
          {t("settings.calendar_effect")} <When>{new Date()}</When>
        </p>
      </div>
    </div>
  );
}
