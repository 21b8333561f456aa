import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ComponentType } from "react";
import { Inbox } from "@/features/pricelist/Inbox";
import { Mine } from "@/features/staff/Mine";
import { People } from "@/features/staff/People";
import { useActions } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import { fold } from "@/lib/persian";
import { href } from "@/lib/router";
import { useStaff } from "@/lib/session";
import { Kbd } from "@/ui/Kbd";
import { PageHead } from "@/ui/Panel";
import { Network } from "./Network";
import { places, type Place } from "./places";
import { Identity, Legal, MoneySettings, Paper } from "./subjects";
import { Levels } from "@/features/level/Levels";
import { Scales } from "./Scales";
import { Taxes } from "./Taxes";
import { Tills } from "./Tills";
import "./shop.css";

const pages: Record<Place["path"], ComponentType> = { mine: Mine, shop: Identity, legal: Legal, money: MoneySettings, paper: Paper, taxes: Taxes, levels: Levels, scales: Scales, tills: Tills, network: Network, lists: Inbox, people: People };

/** The settings: one page a subject, a search over all of them, and only what the person may change. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const rights = useStaff()?.rights ?? [];
  const [typed, setTyped] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const mine = places.filter(({ right }) => right === undefined || rights.includes(right));
  const subject = mine.find(({ path }) => path === rest[0]) ?? mine.find(({ path }) => path === "shop") ?? mine[0];
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [subject]);
  useActions([{ id: "settings.search", label: "settings.search", keys: ["/"], icon: IconSearch, run: () => search.current?.select() }], { title: "nav.settings" });
  if (!subject) return null;
  const Subject = pages[subject.path];
  const wanted = fold(typed);
  const hits = (one: Place) => (wanted === "" ? [] : one.holds.filter((key) => fold(t(key)).includes(wanted)));
  const shown = mine.filter((one) => wanted === "" || fold(t(one.label)).includes(wanted) || hits(one).length > 0);
  return (
    <div className="page">
      <PageHead title={t("nav.settings")} />
      <div className="settings">
        <div className="settings-side panel">
          <div className="input search">
            <IconSearch size={16} stroke={1.75} aria-hidden="true" />
            <input ref={search} type="text" dir="auto" autoComplete="off" spellCheck={false} aria-label={t("settings.search")} placeholder={t("settings.search")} value={typed} onChange={(event) => setTyped(event.target.value)} />
            <Kbd keys="/" />
          </div>
          <nav ref={nav} aria-label={t("nav.settings")}>
            {shown.map((one) => (
              <a key={one.path} href={href(`/settings/${one.path}`)} aria-current={one === subject ? "page" : undefined}>
                <one.icon size={18} stroke={1.75} aria-hidden="true" />
                <span>
                  {t(one.label)}
                  {hits(one).map((key) => (
                    <small key={key}>{t(key)}</small>
                  ))}
                </span>
              </a>
            ))}
            {shown.length === 0 && <p className="sm mut settings-none">{t("app.nothing_found")}</p>}
          </nav>
        </div>
        <div className="settings-main panel">
          <div className="settings-body" key={subject.path}>
            <div>
              <h2>{t(subject.label)}</h2>
              <p className="sec">{t(subject.lead)}</p>
            </div>
            <Subject />
          </div>
        </div>
      </div>
    </div>
  );
}
