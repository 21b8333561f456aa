import { IconArrowRight, IconFileTypeCsv, IconFileTypePdf, IconFileTypeXls, IconReceipt } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { paperLang } from "@/features/invoice/print";
import { useActions, type Action } from "@/lib/actions";
import { api, ok, Problem } from "@/lib/api/client";
import type { Answer } from "@/lib/api/paths";
import { hasText, useT, type Key } from "@/lib/i18n";
import { openPdf } from "@/lib/openPdf";
import { usePhone } from "@/lib/phone";
import { navigate } from "@/lib/router";
import { saveFile } from "@/lib/saveFile";
import { ActionButton } from "@/ui/Button";
import { DataTable, type Column } from "@/ui/DataTable";
import { DayFilter } from "@/ui/JalaliDateField";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { Empty, Notice, PageHead } from "@/ui/Panel";
import { Split } from "@/ui/Split";
import { refused, toast } from "@/ui/Toast";
import "./customer.css";

type Line = Answer<"/api/customers/{id}/statement", "get">["lines"][number] & { at_index: number };

/** A customer's account over a period: every event with the balance after it; on paper and as a sheet. */
export function Statement({ id }: { id: string }) {
  const t = useT();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const current = useRef<Line | null>(null);
  const query = { ...(from && { from }), ...(to && { to }) };
  const { data, error, isPending } = useQuery({
    queryKey: ["payments", "statement", id, from, to],
    queryFn: () => ok(api.GET("/api/customers/{id}/statement", { params: { path: { id }, query } })),
    placeholderData: keepPreviousData,
    meta: { tables: ["invoices", "credit_notes", "cheque_events", "customers", "customer_merges"] },
  });
  const rows = useMemo((): Line[] => (data?.lines ?? []).map((line, at_index) => ({ ...line, at_index })), [data]);
  const path = (file: string, more: Record<string, string> = {}) => `/api/customers/${encodeURIComponent(id)}/statement/${file}?${new URLSearchParams({ ...query, ...more }).toString()}`;
  const save = (format: "csv" | "xlsx") => void saveFile(path(format)).then((name) => name && toast(t("imports.saved", { Name: name })), refused);
  const open = (line: Line) => line.invoice_id && navigate(`/invoices/${line.invoice_id}`);

  const back: Action = { id: "statement.back", label: "statement.back", keys: ["Escape"], icon: IconArrowRight, run: () => navigate(`/customers/${id}`) };
  const pdf: Action = { id: "statement.pdf", label: "statement.pdf", keys: ["P"], icon: IconFileTypePdf, run: () => void openPdf(path("pdf", data && { lang: paperLang(data) })).catch(refused) };
  const xlsx: Action = { id: "statement.xlsx", label: "statement.excel", keys: ["Ctrl+E"], icon: IconFileTypeXls, inFields: true, run: () => save("xlsx") };
  const csv: Action = { id: "statement.csv", label: "statement.csv", icon: IconFileTypeCsv, run: () => save("csv") };
  useActions([pdf, xlsx, csv, back, { id: "statement.open", label: "statement.document", keys: ["Enter"], run: () => current.current && open(current.current) }], { title: "statement.title" });

  const columns = useMemo(
    (): Column<Line>[] => [
      { id: "date", header: t("statement.date"), width: "112px", tone: "sec", cell: ({ at }) => <When>{at}</When> },
      {
        id: "what",
        header: t("statement.what"),
        cell: ({ kind, number, method, reference }) => (
          <span className="statement-what">
            {hasText(`statement.kind_${kind}`) && t(`statement.kind_${kind}`)}
            {method && ` · ${t(`method.${method}` as Key)}`}
            {number && (
              <>
                {" · "}
                <Bdi>
                  <Num>{number}</Num>
                </Bdi>
              </>
            )}
            {reference && (
              <span className="sm mut">
                {" · "}
                <Bdi>
                  <Num>{reference}</Num>
                </Bdi>
              </span>
            )}
          </span>
        ),
      },
      { id: "debit", header: t("statement.debit"), width: "minmax(72px, 140px)", numeric: true, cell: ({ debit }) => (debit === 0 ? null : <Money rial={debit} />) },
      { id: "credit", header: t("statement.credit"), width: "minmax(72px, 140px)", numeric: true, cell: ({ credit }) => (credit === 0 ? null : <Money rial={credit} />) },
      { id: "balance", header: t("statement.balance"), width: "minmax(80px, 150px)", numeric: true, cell: ({ balance }) => <b><Money rial={balance} /></b> },
    ],
    [t],
  );

  const phone = usePhone();
  const few = useMemo(
    (): Column<Line>[] => [
      {
        id: "date",
        header: t("statement.date"),
        width: "minmax(0, 1.2fr)",
        cell: ({ at, kind }) => (
          <span className="two">
            <When>{at}</When>
            <span className="xs mut statement-kind">{t(`statement.kind_${kind}`)}</span>
          </span>
        ),
      },
      { id: "amount", header: t("statement.amount"), numeric: true, cell: ({ debit, credit }) => <Money rial={debit - credit} /> },
      ...columns.filter(({ id }) => id === "balance").map((column) => ({ ...column, width: "minmax(0, 1fr)" })),
    ],
    [columns, t],
  );

  return (
    <div className="page">
      <PageHead title={data ? t("statement.of", { Name: `\u2068${data.name}\u2069` }) : t("statement.title")}>
        <span className="grow" />
        <ActionButton action={pdf} kind="primary" />
        <ActionButton action={xlsx} />
        <ActionButton action={csv} kind="ghost" bare />
        <ActionButton action={back} />
      </PageHead>
      <div className="statement-bar">
        <DayFilter label={t("statement.from")} optional name="from" value={from} onChange={setFrom} />
        <DayFilter label={t("statement.to")} optional name="to" value={to} onChange={setTo} />
        {data && (
          <dl className="statement-sums">
            <div>
              <dt>{t("statement.opening")}</dt>
              <dd><Money rial={data.opening} /></dd>
            </div>
            <div>
              <dt>{t("statement.debit")}</dt>
              <dd><Money rial={data.debit} /></dd>
            </div>
            <div>
              <dt>{t("statement.credit")}</dt>
              <dd><Money rial={data.credit} /></dd>
            </div>
            <div className={data.closing > 0 ? "owes" : undefined}>
              <dt>{t("statement.balance")}</dt>
              <dd><Money rial={data.closing} unit /></dd>
            </div>
          </dl>
        )}
      </div>
      {error instanceof Problem && <Notice kind="wrong">{error.errors[0]?.detail ?? error.message}</Notice>}
      <Split>
        <div className="panel list-rows">
          <DataTable
            label={t("statement.title")}
            columns={phone ? few : columns}
            rows={rows}
            rowKey={({ at_index }) => String(at_index)}
            loading={isPending}
            onOpen={open}
            onCurrent={(line) => void (current.current = line)}
            takeFocus
            empty={
              <Empty icon={IconReceipt} title={t("statement.none")}>
                {t("statement.none_text")}
              </Empty>
            }
          />
        </div>
      </Split>
    </div>
  );
}
