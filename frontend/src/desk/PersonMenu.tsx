import { Popover } from "@mantine/core";
import { IconLogout, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { LanguageChoice, ThemeChoice } from "@/features/staff/Choices";
import { api, ok } from "@/lib/api/client";
import { useT, type Key } from "@/lib/i18n";
import { leave, useStaff } from "@/lib/session";
import { Button } from "@/ui/Button";

function signOut() {
  void ok(api.DELETE("/api/session")).catch(() => undefined).finally(leave);
}

/** Who is signed in; language, appearance and the way out. */
export function PersonMenu({ onSwitch }: { onSwitch: () => void }) {
  const t = useT();
  const person = useStaff();
  const [open, setOpen] = useState(false);
  if (!person) return null;
  return (
    <Popover opened={open} onChange={setOpen} width={290} position="bottom-end" offset={8} trapFocus returnFocus withinPortal classNames={{ dropdown: "person-menu" }}>
      <Popover.Target>
        <button type="button" className="who" onClick={() => setOpen(!open)} aria-label={`${person.name}: ${t("person.menu")}`}>
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
        <LanguageChoice />
        <ThemeChoice />
        <Button
          kind="ghost"
          icon={IconUsers}
          keys="Alt+W"
          onClick={() => {
            setOpen(false);
            onSwitch();
          }}
        >
          {t("pin.switch")}
        </Button>
        <Button kind="ghost" icon={IconLogout} mirrored onClick={signOut}>
          {t("person.sign_out")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
