import { IconReceipt, IconSearchOff, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { InvoiceRow } from "@/lib/api/types";
import { useT, type Key } from "@/lib/i18n";
import { useSettled } from "@/lib/list";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { Button } from "@/ui/Button";
import type { Column } from "@/ui/DataTable";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { ListPage } from "@/ui/ListPage";
import { Empty } from "@/ui/Panel";
import { InvoicePanel } from "./InvoicePanel";
import { spanOf, type Chip, type Span } from "./period";
import { useInvoices } from "./queries";
import "./invoice.css";

const chips: readonly { value: Chip; label: Key }[] = [
  { value: "all", label: "invoice.all" },
  { value: "today", label: "invoice.today" },
  { value: "week", label: "invoice.week" },
  { value: "period", label: "invoice.period" },
];

/** What was handed over, the newest first; the document itself beside the list. */
export default function Page({ rest, query }: { rest: readonly string[]; query: URLSearchParams }) {
  const t = useT();
  const maySell = useMay("sell");
  const [typed, setTyped] = useState("");
  const [chip, setChip] = useState<Chip>("all");
  const [owing, setOwing] = useState(false);
  const [period, setPeriod] = useState<Span>({ from: "", to: "" });
  const [current, setCurrent] = useState<string | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const q = useSettled(typed.trim());
  const customer = query.get("customer") ?? undefined;
  const list = useInvoices({ q, ...spanOf(chip, period), owing, customer });
  const buyer = customer === undefined ? undefined : list.rows.find(({ customer_id }) => customer_id === customer)?.buyer_name;

  const [pinned] = rest;
  const settled = useSettled(current, 90);
  const shown = pinned ?? settled ?? undefined;
  const first = useRef(true);
  const follow = (row: InvoiceRow | null) => {
    setCurrent(row?.id ?? null);
    // An address that names a document keeps it until another row is chosen.
    if (row && pinned !== undefined && row.id !== pinned && !first.current) navigate(customer ? `/invoices?customer=${customer}` : "/invoices", { replace: true });
    if (row) first.current = false;
  };

  const all = () => {
    setChip("all");
    setOwing(false);
    setTyped("");
    if (customer) navigate("/invoices");
  };
  const sell: Action = { id: "invoices.sell", label: "invoice.sell", keys: ["Insert"], icon: IconReceipt, disabled: !maySell, run: () => navigate("/counter") };
  useActions([sell], { title: "nav.invoices" });

  const columns: Column<InvoiceRow>[] = [
    { id: "number", header: t("invoice.number"), width: "134px", cell: ({ number }) => <b className="invoices-number"><Num>{number}</Num></b> },
    { id: "date", header: t("invoice.date"), width: "130px", cell: ({ issued_at }) => <span className="sec"><When as="both">{issued_at}</When></span> },
    { id: "buyer", header: t("invoice.buyer"), cell: ({ buyer_name }) => (buyer_name ? <Bdi>{buyer_name}</Bdi> : <span className="mut">{t("app.guest")}</span>) },
    { id: "total", header: t("invoice.total"), width: "118px", numeric: true, cell: ({ total }) => <Money rial={total} /> },
    { id: "paid", header: t("invoice.paid"), width: "106px", numeric: true, cell: ({ paid }) => <span className="sec"><Money rial={paid} /></span> },
    { id: "due", header: t("invoice.due"), width: "102px", numeric: true, cell: ({ due }) => (due > 0 ? <span className="invoices-owes"><Money rial={due} /></span> : <span className="mut">–</span>) },
  ];

  const filtered = q !== "" || chip !== "all" || owing || customer !== undefined;
  const nothing = filtered ? (
    <Empty icon={IconSearchOff} title={t("invoice.none_found")} action={<Button onClick={all}>{t("invoice.show_all")}</Button>}>
      {t("invoice.none_found_text")}
    </Empty>
  ) : (
    <Empty icon={IconReceipt} title={t("invoice.none")} action={maySell ? <Button kind="primary" keys="Insert" onClick={sell.run}>{t("invoice.sell")}</Button> : undefined}>
      {t("invoice.none_text")}
    </Empty>
  );

  return (
    <ListPage
      title={t("nav.invoices")}
      list={list}
      table={table}
      search={{ label: "invoice.search", typed, onTyped: setTyped }}
      chips={
        <div className="row" role="group" aria-label={t("invoice.filters")}>
          {chips.map(({ value, label }) => (
            <button key={value} type="button" className="chip" aria-pressed={chip === value} onClick={() => setChip(value)}>
              {t(label)}
            </button>
          ))}
          <span className="invoices-bar" aria-hidden="true" />
          <button type="button" className="chip" aria-pressed={owing} onClick={() => setOwing(!owing)}>
            {t("invoice.owing")}
          </button>
          {customer !== undefined && (
            <button type="button" className="chip" aria-pressed="true" aria-label={t("invoice.any_buyer")} title={t("invoice.any_buyer")} onClick={() => navigate("/invoices")}>
              <Bdi>{buyer ?? t("invoice.one_buyer")}</Bdi>
              <IconX size={14} stroke={1.75} aria-hidden="true" />
            </button>
          )}
        </div>
      }
      below={
        chip === "period" && (
          <div className="invoices-period">
            {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the field came because it was asked for */}
            <JalaliDateField label={t("invoice.from")} value={period.from} onChange={(from) => setPeriod({ ...period, from })} autoFocus />
            <JalaliDateField label={t("invoice.to")} value={period.to} onChange={(to) => setPeriod({ ...period, to })} />
          </div>
        )
      }
      asked={filtered}
      columns={columns}
      rowKey={({ id }) => id}
      onCurrent={follow}
      empty={nothing}
      takeFocus
      start={pinned}
      wide
      aside={shown !== undefined && (pinned !== undefined || list.rows.length > 0) && <InvoicePanel id={shown} />}
    />
  );
}
