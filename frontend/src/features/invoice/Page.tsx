import { IconReceipt, IconReceiptRefund, IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { InvoiceRow } from "@/lib/api/types";
import { Credits } from "@/features/credit/Credits";
import { Documents } from "@/features/credit/Documents";
import { Returned, ReturnedSign } from "@/features/credit/Returned";
import { usePeople } from "@/features/staff/queries";
import { useBeside } from "@/lib/beside";
import { useT } from "@/lib/i18n";
import { useListState, type ListState } from "@/lib/liststate";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import type { Filter } from "@/ui/ListBar";
import { ListPage, type ListColumn } from "@/ui/ListPage";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { Empty } from "@/ui/Panel";
import { InvoicePanel } from "./InvoicePanel";
import { useExports } from "./Exports";
import { PeriodDays, usePeriodFilter } from "./Period";
import { asAsked } from "./period";
import { useInvoices } from "./queries";
import "@/features/credit/credit.css";
import "./invoice.css";

/** Documents: invoices, or what was taken back of them. */
export default function Page(props: { rest: readonly string[]; query: URLSearchParams }) {
  return props.rest[0] === "credits" ? <Credits rest={props.rest.slice(1)} /> : <Invoices {...props} />;
}

/** What was handed over, the newest first; the document itself beside the list. */
function Invoices({ rest, query }: { rest: readonly string[]; query: URLSearchParams }) {
  const t = useT();
  const maySell = useMay("sell");
  const maySeePeople = useMay("staff_manage");
  const customer = query.get("customer") ?? undefined;
  const own = useListState("invoices");
  // One customer's invoices are asked for by the address.
  const state: ListState = {
    ...own,
    asked: own.asked || customer !== undefined,
    clear: () => {
      own.clear();
      if (customer) navigate("/invoices");
    },
  };
  const list = useInvoices({ ...state, filters: { ...asAsked(state.filters), ...(customer === undefined ? {} : { customer_id: customer }) } });
  const people = usePeople(maySeePeople).data?.items ?? [];
  const buyer = customer === undefined ? undefined : list.rows.find(({ customer_id }) => customer_id === customer)?.buyer_name;

  const { shown, follow } = useBeside(list.rows, rest[0], customer ? `/invoices?customer=${customer}` : "/invoices");

  const sell: Action = { id: "invoices.sell", label: "invoice.sell", keys: ["Insert"], icon: IconReceipt, disabled: !maySell, run: () => navigate("/counter") };
  const { from, to } = asAsked(state.filters);
  const taken = useExports({ of: "invoices", from, to, toSend: query.get("to_send") !== null });
  const toCredits: Action = { id: "invoices.credits", label: "credit.list", keys: ["Alt+K"], icon: IconReceiptRefund, run: () => navigate("/invoices/credits") };
  useActions([sell, toCredits, ...taken.actions], { title: "nav.invoices" });

  const columns = useMemo(
    (): ListColumn<InvoiceRow>[] => [
      { id: "number", header: t("invoice.number"), width: "134px", sort: "number", fixed: true, cell: ({ number, returned }) => <b className="invoices-number"><Num>{number}</Num><ReturnedSign state={returned} /></b> },
      { id: "date", header: t("invoice.date"), desk: true, width: "146px", sort: "issued", tone: "sec", cell: ({ issued_at }) => <When as="both">{issued_at}</When> },
      { id: "buyer", header: t("invoice.buyer"), sort: "buyer", cell: ({ buyer_name, returned }) => <span className="credits-marked"><span className="ell">{buyer_name ? <Bdi>{buyer_name}</Bdi> : <span className="mut">{t("app.guest")}</span>}</span><Returned state={returned} /></span> },
      { id: "staff", header: t("invoice.seller"), width: "118px", spare: true, tone: "sec", cell: ({ staff_name }) => <Bdi>{staff_name}</Bdi> },
      { id: "total", header: t("invoice.total"), width: "112px", sort: "total", numeric: true, cell: ({ total, returned }) => (returned === "" || returned === "part" ? <Money rial={total} /> : <span className="credits-off"><Money rial={total} /></span>) },
      { id: "paid", header: t("invoice.paid"), desk: true, width: "112px", numeric: true, tone: "sec", cell: ({ paid }) => <Money rial={paid} /> },
      { id: "due", header: t("invoice.due"), desk: true, width: "112px", sort: "due", numeric: true, cell: ({ open }) => (open > 0 ? <span className="invoices-owes"><Money rial={open} /></span> : <span className="mut">–</span>) },
    ],
    [t],
  );
  const period = usePeriodFilter();
  const filters: Filter[] = [
    period,
    { id: "owing", label: "invoice.owing", toggle: true, options: [{ value: "true", label: t("invoice.owing") }] },
    { id: "returned", label: "invoice.returned", toggle: true, options: [{ value: "true", label: t("invoice.returned") }] },
    ...(people.length > 1 ? [{ id: "staff_id", label: "invoice.seller" as const, options: people.map(({ id, name }) => ({ value: id, label: name })) }] : []),
  ];

  return (
    <>
      <ListPage
        title={t("nav.invoices")}
        list={list}
        state={state}
        filters={filters}
        search="invoice.search"
        tools={
          <>
            <Documents shown="invoices" />
            {taken.tools}
          </>
        }
        read={
          customer !== undefined && (
            <button type="button" className="chip" aria-pressed="true" aria-label={t("invoice.any_buyer")} title={t("invoice.any_buyer")} onClick={() => navigate("/invoices")}>
              <Bdi>{buyer ?? t("invoice.one_buyer")}</Bdi>
              <IconX size={14} stroke={1.75} aria-hidden="true" />
            </button>
          )
        }
        below={<PeriodDays state={state} />}
        columns={columns}
        onCurrent={follow}
        missed={{ title: t("invoice.none_found"), text: t("invoice.none_found_text") }}
        none={
          <Empty icon={IconReceipt} title={t("invoice.none")} action={maySell && <ActionButton action={sell} kind="primary" />}>
            {t("invoice.none_text")}
          </Empty>
        }
        start={rest[0]}
        wide
        aside={shown !== undefined && <InvoicePanel id={shown} />}
      />
      {taken.dialogs}
    </>
  );
}
