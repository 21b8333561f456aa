import { Popover } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconBell, IconChecks, IconInfoCircle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActions } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import { formatNumber } from "@/lib/numbers";
import { navigate } from "@/lib/router";
import { Button } from "@/ui/Button";
import { When } from "@/ui/Num";
import { byPriority, screenOf, type Notice } from "./order";
import { markAllSeen, markSeen, useNotices } from "./queries";
import "./notice.css";

const marks = { info: IconInfoCircle, needs_you: IconAlertTriangle, wrong: IconAlertCircle };
const shown = 30;

/** What happened without the person: how much of it was not seen, and the way to each. */
export function Bell() {
  const t = useT();
  const client = useQueryClient();
  const { data } = useNotices();
  const [open, setOpen] = useState(false);
  useActions([{ id: "notices.open", label: "notice.open", keys: ["Alt+N"], icon: IconBell, inFields: true, run: () => setOpen(!open) }], { title: "keys.everywhere" });
  const again = () => void client.invalidateQueries({ queryKey: ["notices"] });
  const unseen = data?.unseen ?? 0;
  const label = unseen > 0 ? t("notice.unseen", { Count: unseen }) : t("notice.open");

  const follow = (one: Notice) => {
    if (!one.seen) void markSeen(one.id).then(again, again);
    const to = screenOf(one);
    if (!to) return;
    setOpen(false);
    navigate(to);
  };
  return (
    <Popover opened={open} onChange={setOpen} width={380} position="bottom-end" offset={8} trapFocus returnFocus withinPortal classNames={{ dropdown: "notices" }}>
      <Popover.Target>
        <button type="button" className="bell" aria-label={label} aria-keyshortcuts="Alt+N" title={label} onClick={() => setOpen(!open)}>
          <IconBell size={20} stroke={1.75} aria-hidden="true" />
          {unseen > 0 && (
            <span className="bell-count" aria-hidden="true">
              {formatNumber(Math.min(unseen, 99))}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("notice.title")}>
        <Closing run={() => setOpen(false)} />
        <div className="notices-head">
          <h2 className="h2 grow">{t("notice.title")}</h2>
          {unseen > 0 && (
            <Button kind="link" icon={IconChecks} onClick={() => void markAllSeen().then(again, again)}>
              {t("notice.all_seen")}
            </Button>
          )}
        </div>
        {data && data.items.length === 0 && <p className="notices-none sec">{t("notice.none")}</p>}
        <ul className="notices-list">
          {byPriority(data?.items ?? [])
            .slice(0, shown)
            .map((one, at) => {
              const Mark = marks[one.level];
              return (
                <li key={one.id}>
                  <button type="button" className={`notices-one at-${one.level} ${one.seen ? "seen" : ""}`} data-autofocus={at === 0 || undefined} onClick={() => follow(one)}>
                    <Mark size={20} stroke={1.75} aria-hidden="true" />
                    <span className="grow">
                      <span>{one.text}</span>
                      <small>
                        <When as="both">{one.at}</When>
                        {!one.seen && <b> · {t("notice.fresh")}</b>}
                      </small>
                    </span>
                  </button>
                </li>
              );
            })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** While the news are open Escape is theirs: with nothing in them to focus, the screen below would take it. */
function Closing({ run }: { run: () => void }) {
  useActions([{ id: "notices.close", label: "app.close", keys: ["Escape", "Alt+N"], inFields: true, run }], { exclusive: true });
  return null;
}
