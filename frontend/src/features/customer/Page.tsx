import { IconBuilding, IconPlus, IconUser, IconUsers } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { ListTools } from "@/features/pricelist/ListTools";
import { useLevels } from "@/features/level/queries";
import { useActions, type Action } from "@/lib/actions";
import type { Customer } from "@/lib/api/types";
import { useOpened } from "@/lib/beside";
import { useT } from "@/lib/i18n";
import { useListState } from "@/lib/liststate";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton, Button } from "@/ui/Button";
import type { Filter } from "@/ui/ListBar";
import { ListPage, type ListColumn } from "@/ui/ListPage";
import { Bdi, Money, Num, Phone, When } from "@/ui/Num";
import { Empty } from "@/ui/Panel";
import { Understood } from "@/ui/Understood";
import { CustomerPanel } from "./CustomerPanel";
import { Statement } from "./Statement";
import { useCities, useCustomer, useCustomers } from "./queries";
import type { Values } from "./values";
import "./customer.css";

/** Digits that were searched for are a phone, anything else a name. */
const startOf = (text: string): Partial<Values> => (/^[+\d۰-۹٠-٩\s-]+$/.test(text) ? { phone: text } : { name: text });

/** Who buys here, or one customer's statement. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const [id, part] = rest;
  return id !== undefined && part === "statement" ? <Statement key={id} id={id} /> : <Customers rest={rest} />;
}

/** Found by name, phone or its last digits; everything about one of them beside the list. */
function Customers({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const mayWrite = useMay("customer_write");
  const state = useListState("customers");
  const current = useRef<Customer | null>(null);
  const { q } = state;
  const list = useCustomers(state);
  const cities = useCities();
  const levels = useLevels();

  const { id, creating, start, table, holds, marks, open, choose, follow, create, saved, close } = useOpened<Values>("/customers", rest, mayWrite);
  const listed = list.rows.find((row) => row.id === id);
  // Only an address from elsewhere asks for the whole record by itself: opening one from the list shows what the list knows.
  const [kept, setKept] = useState<Customer | null>(null);
  if (listed && listed !== kept) setKept(listed);
  const far = useCustomer(id !== undefined && !listed && kept?.id !== id && !list.loading ? id : undefined);
  const shown = listed ?? (kept?.id === id ? kept : undefined) ?? (far.data?.id === id ? far.data : undefined);

  // An entry that was merged opens as the one it is part of now.
  const whole = far.data?.merged_into ? far.data.id : undefined;
  useEffect(() => {
    if (whole !== undefined) navigate(`/customers/${whole}`, { replace: true });
  }, [whole]);

  const openOne = ({ id }: Customer) => choose(id);
  const fresh: Action = { id: "customers.new", label: "customer.new", keys: ["Insert"], icon: IconPlus, disabled: !mayWrite, run: () => create(q !== "" && !list.loading && list.rows.length === 0 ? startOf(q) : undefined) };
  useActions([fresh, { id: "customers.open", label: "app.edit", keys: ["Enter"], run: () => current.current && openOne(current.current) }], { title: "nav.customers" });

  const columns = useMemo(
    (): ListColumn<Customer>[] => [
      {
        id: "name",
        header: t("customer.name"),
        width: "minmax(0, 2fr)",
        sort: "name",
        fixed: true,
        cell: ({ name, kind, person }) => (
          <span className="row">
            {kind === "organisation" ? <IconBuilding size={16} stroke={1.75} className="mut customers-kind" aria-label={t("customer.organisation")} /> : <IconUser size={16} stroke={1.75} className="mut customers-kind" aria-label={t("customer.person")} />}
            <span className="ell">
              <Bdi>{name}</Bdi>
              {person && (
                <span className="sm mut">
                  {" · "}
                  <Bdi>{person}</Bdi>
                </span>
              )}
            </span>
          </span>
        ),
      },
      { id: "phone", header: t("customer.phone"), width: "152px", cell: ({ phone }) => (phone ? <Phone>{phone}</Phone> : <span className="mut">–</span>) },
      { id: "province", header: t("customer.province"), width: "minmax(0, 1fr)", spare: true, wide: true, tone: "sec", cell: ({ province }) => province && <Bdi>{province}</Bdi> },
      { id: "city", header: t("customer.city"), width: "minmax(0, 1fr)", sort: "city", wide: true, tone: "sec", cell: ({ city }) => city && <Bdi>{city}</Bdi> },
      { id: "level", header: t("level.level"), width: "116px", spare: levels.length === 0, wide: true, tone: "sec", cell: ({ level_id }) => <Bdi>{levels.find(({ id }) => id === level_id)?.name ?? ""}</Bdi> },
      { id: "note", header: t("customer.note"), width: "minmax(0, 1fr)", spare: true, wide: true, tone: "sec", cell: ({ note }) => note && <Bdi>{note}</Bdi> },
      { id: "since", header: t("customer.since"), width: "130px", sort: "created", wide: true, tone: "sec", cell: ({ created_at }) => <When>{created_at}</When> },
      {
        id: "balance",
        header: t("customer.balance"),
        desk: true,
        width: "160px",
        sort: "balance",
        numeric: true,
        cell: ({ balance }) => (balance === 0 ? <span className="mut">–</span> : <span className={balance > 0 ? "customers-owes" : undefined}><Money rial={balance} /></span>),
      },
    ],
    [t, levels],
  );
  const filters: Filter[] = [
    { id: "kind", label: "customer.kind_short", options: [{ value: "person", label: t("customer.person") }, { value: "organisation", label: t("customer.organisation") }] },
    { id: "owing", label: "customer.owing", toggle: true, options: [{ value: "true", label: t("customer.owing") }] },
    { id: "city", label: "customer.city", options: cities.map(({ value, count }) => ({ value, label: value, note: <Num>{count}</Num> })) },
    ...(levels.length > 0 ? [{ id: "level_id", label: "level.level" as const, options: levels.map(({ id, name }) => ({ value: id, label: name })) }] : []),
  ];

  return (
    <ListPage
      title={t("nav.customers")}
      list={list}
      table={table}
      state={state}
      filters={filters}
      search="customer.search"
      read={state.q !== "" && <Understood readAs={list.first?.read_as} meant={list.first?.meant} />}
      tools={
        <>
          <ListTools kind="customers" />
          {mayWrite && <ActionButton action={fresh} kind="primary" />}
        </>
      }
      columns={columns}
      onOpen={openOne}
      onCurrent={(customer) => {
        current.current = customer;
        follow(customer);
      }}
      missed={
        q === ""
          ? undefined
          : {
              title: t("product.none_found", { Text: q }),
              text: t("customer.none_found_text"),
              action: mayWrite && <Button kind="primary" icon={IconPlus} keys="Insert" onClick={fresh.run}>{t("customer.new_named", { Text: q })}</Button>,
            }
      }
      none={
        <Empty icon={IconUsers} title={t("customer.none")} action={mayWrite && <ActionButton action={fresh} kind="primary" />}>
          {t("customer.none_text")}
        </Empty>
      }
      start={marks}
      takeFocus={!creating}
      wide
      aside={
        (creating || shown) && (
          <CustomerPanel
            key={shown?.id ?? "new"}
            customer={shown ?? null}
            start={start}
            onSaved={(customer) => {
              setKept(customer);
              saved(customer.id);
            }}
            onOther={(customer) => {
              setKept(customer);
              open(customer.id);
            }}
            onClose={close}
            holds={holds}
          />
        )
      }
    />
  );
}
