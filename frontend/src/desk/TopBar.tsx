import { IconBuildingStore, IconCloudCheck, IconFlask, IconHelp, IconPlugConnectedX, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { Bell } from "@/features/notice/Bell";
import { useCurrentShift } from "@/features/shift/queries";
import { formatTime } from "@/lib/dates";
import { useT } from "@/lib/i18n";
import { useConnection } from "@/lib/live";
import { usePhone } from "@/lib/phone";
import { href } from "@/lib/router";
import { till, useMay, useShop } from "@/lib/session";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";
import { Num, When } from "@/ui/Num";
import { Tag } from "@/ui/Panel";
import { ToastPlace } from "@/ui/Toast";
import { PersonMenu } from "./PersonMenu";

/** The time by the minute. */
function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), 60_000 - (Date.now() % 60_000) + 50);
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}

export function TopBar({ onSearch, onKeys, onSwitch }: { onSearch: () => void; onKeys: () => void; onSwitch: () => void }) {
  const t = useT();
  const now = useMinute();
  const { online, since } = useConnection();
  const register = useStore(till);
  const practice = useShop()?.practice;
  const phone = usePhone();
  return (
    <header className="top">
      <button type="button" className="top-search" onClick={onSearch} aria-label={t("palette.open")} aria-keyshortcuts="Control+K">
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        <span className="grow ell">{t(phone ? "app.search" : "palette.hint")}</span>
        <Kbd keys="Ctrl+K" />
      </button>
      {practice && (
        <Tag kind="needs">
          <IconFlask size={14} stroke={1.75} aria-hidden="true" />
          {t("firstrun.practice")}
        </Tag>
      )}
      <ToastPlace />
      <span className="stat top-day">
        <When as="day">{now}</When>
        <span className="mut">
          <When as="time">{now}</When>
        </span>
      </span>
      <span className="vr" />
      <span className={online ? "stat ok" : "stat needs"} role="status">
        {online ? <IconCloudCheck size={18} stroke={1.75} aria-hidden="true" /> : <IconPlugConnectedX size={18} stroke={1.75} aria-hidden="true" />}
        {online ? t("sync.all_recorded") : since.getTime() > 0 ? t("sync.lost_since", { Time: `\u2066${formatTime(since)}\u2069` }) : t("sync.lost")}
      </span>
      <span className="vr" />
      {register && (
        <>
          <Register name={register.name} />
          <span className="vr" />
        </>
      )}
      <Button kind="ghost" icon={IconHelp} keys="F1" onClick={onKeys} aria-label={t("keys.show")} title={t("keys.show")} />
      <Bell />
      <PersonMenu onSwitch={onSwitch} />
    </header>
  );
}

/** The till and its shift; leads to it. */
function Register({ name }: { name: string }) {
  const t = useT();
  const shift = useCurrentShift().data;
  const mark = <IconBuildingStore size={16} stroke={1.75} aria-hidden="true" />;
  if (!useMay("cash_move"))
    return (
      <span className="stat">
        {mark}
        <bdi>{name}</bdi>
      </span>
    );
  return (
    <a className="stat top-till" href={href("/shift")}>
      {mark}
      <bdi>{name}</bdi>
      {shift !== undefined && <span className="mut">{shift ? <Num>{shift.number}</Num> : t("shift.off")}</span>}
    </a>
  );
}
