import { IconBuilding, IconPlus, IconSearchOff, IconUser, IconUsers } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { Customer } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { useSettled } from "@/lib/list";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton, Button } from "@/ui/Button";
import type { Column } from "@/ui/DataTable";
import { Bdi, Money, Phone, When } from "@/ui/Num";
import { ListPage } from "@/ui/ListPage";
import { Empty } from "@/ui/Panel";
import { CustomerPanel } from "./CustomerPanel";
import { useCustomer, useCustomers } from "./queries";
import type { Values } from "./values";
import "./customer.css";

/** Digits that were searched for are a phone, anything else a name. */
const startOf = (text: string): Partial<Values> => (/^[+\d۰-۹٠-٩\s-]+$/.test(text) ? { phone: text } : { name: text });

/** Who buys here: found by name, phone or its last digits; everything about one of them beside the list. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const mayWrite = useMay("customer_write");
  const [typed, setTyped] = useState("");
  const [start, setStart] = useState<Partial<Values>>();
  const current = useRef<Customer | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const q = useSettled(typed.trim());
  const list = useCustomers(q);

  const [at] = rest;
  const creating = at === "new" && mayWrite;
  const openId = at !== undefined && at !== "new" ? at : undefined;
  const listed = list.rows.find(({ id }) => id === openId);
  // Only an address from elsewhere asks for the whole record by itself: opening one from the list shows what the list knows.
  const [kept, setKept] = useState<Customer | null>(null);
  const far = useCustomer(openId !== undefined && !listed && kept?.id !== openId && !list.loading ? openId : undefined);
  const shown = listed ?? (kept?.id === openId ? kept : undefined) ?? (far.data?.id === openId ? far.data : undefined);

  const openOne = (customer: Customer) => {
    setKept(customer);
    navigate(`/customers/${customer.id}`);
  };
  const create = (values?: Partial<Values>) => {
    setStart(values);
    navigate("/customers/new");
  };
  const fresh: Action = { id: "customers.new", label: "customer.new", keys: ["Insert"], icon: IconPlus, disabled: !mayWrite, run: () => create(q !== "" && !list.loading && list.rows.length === 0 ? startOf(q) : undefined) };
  useActions([fresh, { id: "customers.open", label: "app.edit", keys: ["Enter"], run: () => current.current && openOne(current.current) }], { title: "nav.customers" });

  const aside = creating || shown !== undefined;
  const columns: Column<Customer>[] = [
    {
      id: "name",
      header: t("customer.name"),
      width: "minmax(0, 2fr)",
      cell: ({ name, kind }) => (
        <span className="row">
          {kind === "organisation" ? <IconBuilding size={16} stroke={1.75} className="mut customers-kind" aria-label={t("customer.organisation")} /> : <IconUser size={16} stroke={1.75} className="mut customers-kind" aria-label={t("customer.person")} />}
          <span className="ell">
            <Bdi>{name}</Bdi>
          </span>
        </span>
      ),
    },
    { id: "phone", header: t("customer.phone"), width: "170px", cell: ({ phone }) => (phone ? <Phone>{phone}</Phone> : <span className="mut">–</span>) },
    ...(aside
      ? []
      : [
          { id: "city", header: t("customer.city"), width: "minmax(0, 1fr)", cell: ({ city }: Customer) => <span className="sec">{city ? <Bdi>{city}</Bdi> : ""}</span> },
          { id: "since", header: t("customer.since"), width: "130px", cell: ({ created_at }: Customer) => <span className="sec"><When>{created_at}</When></span> },
        ]),
    {
      id: "balance",
      header: t("customer.balance"),
      width: "160px",
      numeric: true,
      cell: ({ balance }) => (balance === 0 ? <span className="mut">–</span> : <span className={balance > 0 ? "customers-owes" : undefined}><Money rial={balance} /></span>),
    },
  ];

  const nothing =
    q === "" ? (
      <Empty icon={IconUsers} title={t("customer.none")} action={mayWrite ? <ActionButton action={fresh} kind="primary" /> : undefined}>
        {t("customer.none_text")}
      </Empty>
    ) : (
      <Empty icon={IconSearchOff} title={t("product.none_found", { Text: q })} action={mayWrite ? <Button kind="primary" icon={IconPlus} keys="Insert" onClick={fresh.run}>{t("customer.new_named", { Text: q })}</Button> : undefined}>
        {t("customer.none_found_text")}
      </Empty>
    );

  return (
    <ListPage
      title={t("nav.customers")}
      list={list}
      table={table}
      search={{ label: "customer.search", typed, onTyped: setTyped }}
      tools={mayWrite && <ActionButton action={fresh} kind="primary" />}
      asked={q !== ""}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={openOne}
      onCurrent={(customer) => void (current.current = customer)}
      empty={nothing}
      takeFocus={!creating}
      wide
      aside={
        (creating || shown) && (
          <CustomerPanel
            key={shown?.id ?? "new"}
            customer={shown ?? null}
            start={creating ? start : undefined}
            onSaved={(customer) => {
              setStart(undefined);
              setKept(customer);
              if (creating) openOne(customer);
              table.current?.focus();
            }}
            onClose={() => {
              navigate("/customers");
              table.current?.focus();
            }}
          />
        )
      }
    />
  );
}
