import { IconFileTypePdf, IconReceipt, IconReceiptRefund } from "@tabler/icons-react";
import { useMemo, type ReactNode } from "react";
import { useExports } from "@/features/invoice/Exports";
import { PeriodDays, usePeriodFilter } from "@/features/invoice/Period";
import { asAsked } from "@/features/invoice/period";
import { paperLang } from "@/features/invoice/print";
import { useActions, type Action } from "@/lib/actions";
import type { CreditRow } from "@/lib/api/types";
import { useBeside } from "@/lib/beside";
import { useT, type Key } from "@/lib/i18n";
import { useListState } from "@/lib/liststate";
import { href, navigate } from "@/lib/router";
import { ActionButton } from "@/ui/Button";
import type { Filter } from "@/ui/ListBar";
import { ListPage, type ListColumn } from "@/ui/ListPage";
import { Bdi, Money, Num, Quantity, When } from "@/ui/Num";
import { Empty } from "@/ui/Panel";
import { Aside, AsideWaiting } from "@/ui/Split";
import { showCredit } from "./CreditsOf";
import { Documents } from "./Documents";
import { useCredit, useCredits } from "./queries";
import "./credit.css";

const kinds: Record<CreditRow["kind"], Key> = { return: "credit.returned", void: "credit.voided", correction: "credit.corrected" };

/** Everything that was taken back, the newest first; the note itself beside the list. */
export function Credits({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const state = useListState("credits");
  const asked = asAsked(state.filters);
  const list = useCredits({ ...state, filters: asked });
  const taken = useExports({ of: "credits", from: asked["from"], to: asked["to"] });
  const { shown, follow } = useBeside(list.rows, rest[0], "/invoices/credits");
  const back: Action = { id: "credits.invoices", label: "nav.invoices", keys: ["Alt+K"], icon: IconReceipt, run: () => navigate("/invoices") };
  useActions([back, ...taken.actions], { title: "credit.list" });
  const columns = useMemo(
    (): ListColumn<CreditRow>[] => [
      { id: "number", header: t("invoice.number"), width: "140px", fixed: true, cell: ({ number }) => <b className="invoices-number"><Num>{number}</Num></b> },
      { id: "date", header: t("invoice.date"), desk: true, width: "146px", tone: "sec", cell: ({ issued_at }) => <When as="both">{issued_at}</When> },
      { id: "kind", header: t("credit.kind"), desk: true, width: "120px", cell: ({ kind }) => t(kinds[kind]) },
      { id: "of", header: t("credit.of"), desk: true, width: "134px", tone: "sec", cell: ({ invoice_number }) => <Num>{invoice_number}</Num> },
      { id: "buyer", header: t("invoice.buyer"), cell: ({ buyer_name }) => (buyer_name ? <Bdi>{buyer_name}</Bdi> : <span className="mut">{t("app.guest")}</span>) },
      { id: "total", header: t("credit.total"), width: "112px", numeric: true, cell: ({ total }) => <Money rial={total} /> },
    ],
    [t],
  );
  const period = usePeriodFilter();
  const filters: Filter[] = [period, { id: "kind", label: "credit.kind", options: (["return", "void", "correction"] as const).map((value) => ({ value, label: t(kinds[value]) })) }];
  return (
    <>
      <ListPage
        title={t("credit.list")}
        list={list}
        state={state}
        filters={filters}
        search="credit.search"
        tools={
          <>
            <Documents shown="credits" />
            {taken.tools}
          </>
        }
        below={<PeriodDays state={state} />}
        columns={columns}
        onCurrent={follow}
        missed={{ title: t("credit.none_found") }}
        none={
          <Empty icon={IconReceiptRefund} title={t("credit.none")}>
            {t("credit.none_text")}
          </Empty>
        }
        start={rest[0]}
        wide
        aside={shown !== undefined && <CreditPanel id={shown} />}
      />
      {taken.dialogs}
    </>
  );
}

/** One credit note: what came back, how its money went, and the documents it belongs to. */
function CreditPanel({ id }: { id: string }) {
  const t = useT();
  const { data: note, error } = useCredit(id);
  const show: Action = { id: "credit.pdf", label: "invoice.pdf", keys: ["Enter"], icon: IconFileTypePdf, disabled: !note, run: () => note && showCredit(id, "short", paperLang(note)) };
  const original: Action = { id: "credit.original", label: "credit.original", keys: ["Alt+I"], icon: IconReceipt, disabled: !note, run: () => note && navigate(`/invoices/${note.invoice_id}`) };
  useActions([show, original], { title: "credit.one", of: note?.id ?? null });
  if (!note) return <AsideWaiting label={t("credit.one")} error={error} />;
  return (
    <Aside
      reading
      label={t("credit.titled", { Number: note.number })}
      title={<Num>{note.number}</Num>}
      note={
        <>
          {t(kinds[note.kind])} · <When as="both">{note.issued_at}</When> · <Bdi>{note.staff_name}</Bdi>
        </>
      }
      foot={
        <>
          <ActionButton action={show} kind="primary" className="grow" />
          <ActionButton action={original} className="grow" />
        </>
      }
    >
      <dl className="facts">
        <dt>{t("credit.of")}</dt>
        <dd>
          <a href={href(`/invoices/${note.invoice_id}`)} className="invoices-link">
            <Num>{note.invoice_number}</Num>
          </a>
        </dd>
        {note.for_id && (
          <>
            <dt>{t(note.kind === "correction" ? "credit.correction" : "credit.exchange_of")}</dt>
            <dd>
              <a href={href(`/invoices/${note.for_id}`)} className="invoices-link">
                <Num>{note.for_number}</Num>
              </a>
            </dd>
          </>
        )}
        <dt>{t("invoice.buyer")}</dt>
        <dd>{note.buyer_name ? <Bdi>{note.buyer_name}</Bdi> : t("app.guest")}</dd>
        {note.reason && (
          <>
            <dt>{t("credit.reason")}</dt>
            <dd>
              <Bdi>{note.reason}</Bdi>
            </dd>
          </>
        )}
        {note.tax_id && (
          <>
            <dt>{t("invoice.tax_id")}</dt>
            <dd>
              <bdi className="n xs">{note.tax_id}</bdi>
            </dd>
          </>
        )}
      </dl>
      <section aria-label={t("invoice.lines")}>
        <ul className="invoices-lines">
          {note.lines.map((line) => (
            <li key={line.id}>
              <span className="invoices-name">
                <Bdi>{line.name}</Bdi>
              </span>
              <b className="num-col">
                <Money rial={line.total} />
              </b>
              <span className="xs mut">
                <Quantity>{line.quantity}</Quantity> <bdi>{line.unit}</bdi>
                {line.goes_to === "scrap" && <> · {t("credit.scrap")}</>}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <dl className="invoices-sums">
        {note.rounding !== 0 && <Sum name={t("invoice.rounding")} rial={note.rounding} />}
        <Sum name={<b>{t("credit.total")}</b>} rial={note.total} />
        {note.refunds.map((part) => (
          <Sum key={`${part.method}${part.amount}`} name={t(`method.${part.method}`)} rial={part.amount} />
        ))}
        {note.taken_off !== 0 && <Sum name={t("credit.taken_off")} rial={note.taken_off} />}
      </dl>
    </Aside>
  );
}

const Sum = ({ name, rial }: { name: ReactNode; rial: number }) => (
  <div>
    <dt>{name}</dt>
    <dd className="num-col">
      <Money rial={rial} />
    </dd>
  </div>
);
