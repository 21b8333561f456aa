import { Popover } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { choose } from "@/features/staff/preferences";
import { api, ok } from "@/lib/api/client";
import { useT, type Key } from "@/lib/i18n";
import { usePreferences } from "@/lib/prefs";
import { leave, useStaff } from "@/lib/session";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/Choice";

export function signOut() {
  void ok(api.DELETE("/api/session")).catch(() => undefined).finally(leave);
}

/** Who is signed in; language, appearance and the way out. */
export function PersonMenu() {
  const t = useT();
  const person = useStaff();
  const { language, theme } = usePreferences();
  if (!person) return null;
  return (
    <Popover width={290} position="bottom-end" offset={8} trapFocus returnFocus withinPortal classNames={{ dropdown: "person-menu" }}>
      <Popover.Target>
        <button type="button" className="who" aria-label={`${person.name}: ${t("person.menu")}`}>
          <span className="ava mine" aria-hidden="true">
            {[...person.name][0]}
          </span>
          <span className="who-name">
            <span className="sm b ell" style={{ display: "block" }}>
              <bdi>{person.name}</bdi>
            </span>
            <span className="xs mut">{t(`role.${person.role}` as Key)}</span>
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Segments
          label={t("person.language")}
          value={language}
          onChange={(next) => choose({ language: next })}
          options={[
            { value: "fa", label: <span lang="fa">فارسی</span> },
            { value: "en", label: <span lang="en">English</span> },
          ]}
        />
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
        <Button kind="ghost" icon={IconLogout} mirrored onClick={signOut}>
          {t("person.sign_out")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
