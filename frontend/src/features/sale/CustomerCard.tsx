import { IconUser, IconUserPlus, IconUserSearch, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Returned } from "@/features/credit/Returned";
import { useLevels } from "@/features/level/queries";
import { useActions } from "@/lib/actions";
import type { Customer } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { usePreferences } from "@/lib/prefs";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { Button } from "@/ui/Button";
import { Kbd } from "@/ui/Kbd";
import { Bdi, Money, Num, Phone, When } from "@/ui/Num";
import { Skeleton, Tag } from "@/ui/Panel";
import { Understood } from "@/ui/Understood";
import { NewCustomer } from "./NewCustomer";
import { customersFound, useCustomer, useCustomers, useLastInvoices } from "./queries";
import { Search, type Hit } from "./Search";

interface Props {
  customer_id: string;
  mode: "card" | "find" | "new";
  onMode: (mode: Props["mode"]) => void;
  onChoose: (customer_id: string) => void;
}

/** Who stands before the counter: a guest until somebody says otherwise. */
export function CustomerCard({ customer_id, mode, onMode, onChoose }: Props) {
  const t = useT();
  const [typed, setTyped] = useState("");
  return (
    <section className="panel counter-customer" aria-label={t("counter.customer")}>
      {mode === "find" && (
        <Find
          customer_id={customer_id}
          typed={typed}
          onTyped={setTyped}
          onMode={(next) => {
            if (next === "card") setTyped(""); // thought better of
            onMode(next);
          }}
          onChoose={onChoose}
        />
      )}
      {mode === "new" && (
        <NewCustomer
          typed={typed}
          onDone={(made) => {
            setTyped("");
            if (made) onChoose(made.id);
            else onMode("find");
          }}
        />
      )}
      {mode === "card" && (customer_id === "" ? <Guest onFind={() => onMode("find")} /> : <Card customer_id={customer_id} onFind={() => onMode("find")} onGuest={() => onChoose("")} />)}
    </section>
  );
}

function Guest({ onFind }: { onFind: () => void }) {
  const t = useT();
  return (
    <>
      <button type="button" className="counter-who" onClick={onFind} aria-keyshortcuts="F3">
        <span className="ava" aria-hidden="true">
          <IconUser size={22} stroke={1.75} />
        </span>
        <span className="grow">
          <span className="counter-name ell">{t("app.guest")}</span>
          <span className="sm mut">{t("counter.guest_hint")}</span>
        </span>
        <Kbd keys="F3" />
      </button>
      <div className="counter-guest">
        <IconUserSearch size={56} stroke={1.25} aria-hidden="true" />
        <p>{t("counter.guest_text")}</p>
        <Button icon={IconUserSearch} keys="F3" onClick={onFind} tabIndex={-1}>
          {t("counter.find_customer")}
        </Button>
      </div>
    </>
  );
}

function Card({ customer_id, onFind, onGuest }: { customer_id: string; onFind: () => void; onGuest: () => void }) {
  const t = useT();
  const { data: customer } = useCustomer(customer_id);
  const last = useLastInvoices(customer_id).data?.items ?? [];
  const { language } = usePreferences();
  const level = useLevels().find(({ id }) => id === customer?.level_id);
  return (
    <>
      <button type="button" className="counter-who" onClick={onFind} aria-keyshortcuts="F3">
        <span className="ava" aria-hidden="true">
          {customer && [...customer.name][0]}
        </span>
        <span className="grow">
          <span className="counter-name ell">{customer ? <Bdi>{customer.name}</Bdi> : <Skeleton width={120} />}</span>
          {customer && customer.language !== "" && customer.language !== language && <Tag kind="info">{customer.language === "fa" ? <span lang="fa">فارسی</span> : <span lang="en">English</span>}</Tag>}
          {level && <Tag kind="info">{t("level.pays", { Name: level.name })}</Tag>}
          <span className="sm sec">{customer && (customer.phone ? <Phone>{customer.phone}</Phone> : <span className="mut">{t("counter.no_phone")}</span>)}</span>
        </span>
        <Kbd keys="F3" />
      </button>
      {customer && (
        <div className="counter-sect">
          <div className="lbl">{t(customer.balance < 0 ? "counter.credit" : "counter.owes")}</div>
          <div className={customer.balance > 0 ? "counter-balance owes" : "counter-balance"}>
            {customer.balance === 0 ? <span className="mut">{t("counter.owes_nothing")}</span> : <Money rial={Math.abs(customer.balance)} unit />}
          </div>
        </div>
      )}
      {customer?.note && (
        <div className="counter-sect">
          <h2 className="h2">{t("counter.note")}</h2>
          <p className="sm sec counter-note">
            <Bdi>{customer.note}</Bdi>
          </p>
        </div>
      )}
      {last.length > 0 && (
        <div className="counter-sect">
          <h2 className="h2">{t("counter.last_invoices")}</h2>
          {last.map((invoice) => (
            <button key={invoice.id} type="button" className="counter-last" onClick={() => navigate(`/invoices/${invoice.id}`)} tabIndex={-1}>
              <span className="grow">
                <Num>{invoice.number}</Num>
                <span className="xs mut">
                  <When>{invoice.issued_at}</When> <Returned state={invoice.returned} />
                </span>
              </span>
              {invoice.returned === "" || invoice.returned === "part" ? <Money rial={invoice.total} /> : <s className="mut"><Money rial={invoice.total} /></s>}
            </button>
          ))}
        </div>
      )}
      <div className="counter-foot">
        <Button onClick={() => navigate(`/customers/${customer_id}`)} tabIndex={-1}>
          {t("counter.profile")}
        </Button>
        <Button icon={IconX} onClick={onGuest} tabIndex={-1}>
          {t("counter.make_guest")}
        </Button>
      </div>
    </>
  );
}

interface FindProps extends Pick<Props, "customer_id" | "onMode" | "onChoose"> {
  typed: string;
  onTyped: (typed: string) => void;
}

function Find({ customer_id, typed, onTyped, onMode, onChoose }: FindProps) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  const q = typed.trim();
  const found = useCustomers(q);
  const mayMake = useMay("customer_write");
  const client = useQueryClient();
  useEffect(() => box.current?.focus(), []);
  useActions(
    [
      { id: "counter.customer.back", label: "app.back", keys: ["Escape"], run: () => onMode("card") },
      { id: "counter.customer.new", label: "counter.new_customer", keys: ["Insert"], icon: IconUserPlus, run: () => onMode("new"), disabled: !mayMake },
    ],
    { title: "counter.customer" },
  );
  const choose = (id: string) => {
    onTyped("");
    onChoose(id);
  };
  // The people on screen may still be those of the letter before: who is chosen is who was typed.
  const enter = async () => {
    const hit = hits[Math.min(at, hits.length - 1)];
    if (!found.isPlaceholderData && hit) return hit.take();
    const { items } = await client.fetchQuery(customersFound(q));
    const person = items[Math.min(at, items.length - 1)];
    if (person) choose(person.id);
    else if (mayMake) onMode("new");
  };
  const people = found.data?.items ?? [];
  const hits: Hit[] = people.map((person) => ({ id: person.id, content: <Person person={person} />, take: () => choose(person.id) }));
  if (customer_id !== "" && q === "") hits.unshift({ id: "guest", content: <span className="grow">{t("app.guest")}</span>, take: () => choose("") });
  return (
    <Search
      ref={box}
      label={t("counter.find_customer")}
      placeholder={t("counter.find_customer_hint")}
      icon={IconUserSearch}
      keys="F3"
      value={typed}
      onChange={(next) => {
        onTyped(next);
        setAt(0);
      }}
      hits={hits}
      at={Math.min(at, Math.max(0, hits.length - 1))}
      onAt={setAt}
      onEscape={() => onMode("card")}
      onEnter={() => void enter()}
      said={<div className="counter-heard">{q !== "" && found.isSuccess && !found.isPlaceholderData && (people.length === 0 ? t("app.nothing_found") : <Understood readAs={found.data.read_as} meant={found.data.meant} />)}</div>}
    >
      {mayMake && (
        <button type="button" className="counter-add" onClick={() => onMode("new")} tabIndex={-1}>
          <IconUserPlus size={16} stroke={1.75} aria-hidden="true" />
          <span className="grow ell">{q === "" ? t("counter.new_customer") : t("counter.new_customer_named", { Name: `\u2068${q}\u2069` })}</span>
          <Kbd keys="Insert" />
        </button>
      )}
      <div className="counter-foot">
        <Button kind="ghost" keys="Escape" onClick={() => onMode("card")} tabIndex={-1}>
          {t("app.back")}
        </Button>
      </div>
    </Search>
  );
}

const Person = ({ person }: { person: Customer }) => (
  <div className="grow">
    <div className="ell counter-hit-name">
      <Bdi>{person.name}</Bdi>
    </div>
    <div className="xs mut">
      {person.person && (
        <>
          <Bdi>{person.person}</Bdi> ·{" "}
        </>
      )}
      <Phone>{person.phone}</Phone>
    </div>
  </div>
);
