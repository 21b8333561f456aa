import { IconBuildingStore, IconCash, IconDeviceDesktop, IconFileImport, IconFileText, IconPercentage, IconScale, IconSearch, IconUserCog, IconUsers } from "@tabler/icons-react";
import { useRef, useState, type ComponentType } from "react";
import { Inbox } from "@/features/pricelist/Inbox";
import { Mine } from "@/features/staff/Mine";
import { People } from "@/features/staff/People";
import { useActions, type Action } from "@/lib/actions";
import { useT, type Key } from "@/lib/i18n";
import { fold } from "@/lib/persian";
import { href } from "@/lib/router";
import { useStaff } from "@/lib/session";
import { Kbd } from "@/ui/Kbd";
import { PageHead } from "@/ui/Panel";
import { Identity, Legal, MoneySettings, Paper } from "./subjects";
import { Taxes } from "./Taxes";
import { Tills } from "./Tills";
import "./shop.css";

interface Subject {
  path: string;
  label: Key;
  lead: Key;
  icon: NonNullable<Action["icon"]>;
  page: ComponentType;
  right?: string;
  /** What the search finds it by. */
  holds: readonly Key[];
}

const subjects: readonly Subject[] = [
  { path: "mine", label: "settings.mine", lead: "settings.mine_lead", icon: IconUserCog, page: Mine, holds: ["person.language", "person.theme", "settings.digits", "settings.calendar"] },
  { path: "shop", label: "settings.shop", lead: "settings.shop_lead", icon: IconBuildingStore, page: Identity, right: "shop_manage", holds: ["firstrun.shop_name", "firstrun.logo", "firstrun.shop_phone", "firstrun.shop_address", "customer.postal_code"] },
  { path: "legal", label: "settings.legal", lead: "settings.legal_lead", icon: IconScale, page: Legal, right: "shop_manage", holds: ["settings.legal_name", "settings.national_id", "customer.economic_code", "customer.registration_no"] },
  { path: "money", label: "settings.money", lead: "settings.money_lead", icon: IconCash, page: MoneySettings, right: "shop_manage", holds: ["settings.unit", "settings.rounding"] },
  { path: "paper", label: "settings.paper", lead: "settings.paper_lead", icon: IconFileText, page: Paper, right: "shop_manage", holds: ["settings.invoice_note", "settings.shop_language"] },
  { path: "taxes", label: "settings.taxes", lead: "settings.taxes_lead", icon: IconPercentage, page: Taxes, right: "shop_manage", holds: ["settings.rate", "settings.rate_from"] },
  { path: "tills", label: "settings.tills", lead: "settings.tills_lead", icon: IconDeviceDesktop, page: Tills, right: "shop_manage", holds: ["settings.till_name", "settings.memory_id"] },
  { path: "lists", label: "imports.settings", lead: "imports.settings_lead", icon: IconFileImport, page: Inbox, right: "product_import", holds: ["imports.inbox", "imports.history", "imports.to_list"] },
  { path: "people", label: "settings.people", lead: "settings.people_lead", icon: IconUsers, page: People, right: "staff_manage", holds: ["people.role", "people.new_password", "people.rights", "people.discount_limit"] },
];

/** The settings: one page a subject, a search over all of them, and only what the person may change. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const rights = useStaff()?.rights ?? [];
  const [typed, setTyped] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const mine = subjects.filter(({ right }) => right === undefined || rights.includes(right));
  const subject = mine.find(({ path }) => path === rest[0]) ?? mine.find(({ path }) => path === "shop") ?? mine[0];
  useActions([{ id: "settings.search", label: "settings.search", keys: ["/"], icon: IconSearch, run: () => search.current?.select() }], { title: "nav.settings" });
  if (!subject) return null;
  const Subject = subject.page;
  const wanted = fold(typed);
  const hits = (one: Subject) => (wanted === "" ? [] : one.holds.filter((key) => fold(t(key)).includes(wanted)));
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
          <nav aria-label={t("nav.settings")}>
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
