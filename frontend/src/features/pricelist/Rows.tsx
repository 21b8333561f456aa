import { IconArrowNarrowRight, IconListCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { nowhere } from "@/lib/focus";
import { useT, type Key } from "@/lib/i18n";
import { usePhone } from "@/lib/phone";
import { DataTable, type Column } from "@/ui/DataTable";
import { Bdi, Money, Num, Phone, Quantity } from "@/ui/Num";
import { Empty, Notice, Tag } from "@/ui/Panel";
import { wrongUnit } from "./columns";
import { fieldName } from "./Columns";
import { isGone, type Cell, type Import, type Row, type What } from "./imports";
import { useRows } from "./queries";

interface Figure {
  what: What;
  count: number;
  /** It was given back. */
  gone?: boolean;
}

/** The figures of an import that has something to say about them. */
export function figures(one: Import): Figure[] {
  const all: Figure[] = [
    { what: "new", count: one.new, gone: isGone(one) && one.new > 0 },
    { what: "changed", count: one.changed, gone: isGone(one) && one.changed > 0 },
    { what: "unchanged", count: one.unchanged },
    { what: "refused", count: one.refused_count },
    { what: "kept", count: one.kept },
  ];
  return all.filter(({ what, count }) => what !== "kept" || count > 0);
}

/** The number of rows that were given back. */
export function Gone({ children }: { children: number }) {
  return (
    <s className="mut">
      <Num>{children}</Num>
    </s>
  );
}

/** What stands in a cell of the preview, as its field is written everywhere. */
function Value({ field, children }: { field: string; children: string }) {
  if (children === "") return <span className="mut">–</span>;
  if (field === "price" && /^-?\d+$/.test(children)) return <Money rial={Number(children)} />;
  if (field === "stock" && /^-?\d+(\.\d+)?$/.test(children)) return <Quantity>{children}</Quantity>;
  if (field === "phone") return <Phone>{children}</Phone>;
  if (/^[\d,.;\s/+-]+$/.test(children)) return <Num>{children}</Num>;
  return <Bdi>{children}</Bdi>;
}

function Changes({ cells }: { cells: readonly Cell[] }) {
  const t = useT();
  return (
    <span className="pricelist-changes">
      {cells.map(({ field, old, new: now }) => (
        <span key={field} className="pricelist-change">
          <span className="mut sm">{fieldName(field, t)}</span>
          <s>
            <Value field={field}>{old}</Value>
          </s>
          <IconArrowNarrowRight size={16} stroke={1.75} className="mir" aria-label={t("imports.becomes")} />
          <b>
            <Value field={field}>{now}</Value>
          </b>
        </span>
      ))}
    </span>
  );
}

const order = ["price", "stock", "code", "unit", "category", "barcode", "phone", "city", "national_id", "address"];

/** What is told of the rows of each kind. */
function columnsOf(what: What, rows: readonly Row[], most: number, t: ReturnType<typeof useT>): Column<Row>[] {
  const number: Column<Row> = { id: "row", header: t("imports.row"), width: "72px", cell: ({ row }) => <span className="mut"><Num>{row}</Num></span> };
  const name: Column<Row> = { id: "name", header: t("imports.field_name"), width: "minmax(0, 2fr)", cell: (row) => (row.name ? <Bdi>{row.name}</Bdi> : <span className="mut">{t("imports.no_name")}</span>) };
  if (what === "changed") return [number, name, { id: "changes", header: t("imports.changes"), width: "minmax(0, 3fr)", cell: ({ cells }: Row) => <Changes cells={cells} /> }];
  if (what === "refused" || what === "kept")
    return [
      number,
      name,
      { id: "field", header: t("imports.column"), width: "132px", desk: true, cell: ({ field }: Row) => (field ? <Tag kind={what === "refused" ? "needs" : ""}>{fieldName(field, t)}</Tag> : "") },
      { id: "why", header: t("imports.why"), width: "minmax(0, 3fr)", cell: ({ message }: Row) => <span title={message}>{message}</span> },
    ];
  if (what === "unchanged") return [number, name];
  const seen = new Set(rows.slice(0, 200).flatMap(({ cells }) => cells.filter((cell) => cell.new !== "").map(({ field }) => field)));
  const shown = order.filter((field) => seen.has(field)).slice(0, most);
  return [
    number,
    name,
    ...shown.map((field): Column<Row> => {
      const numeric = field === "price" || field === "stock";
      return { id: field, header: fieldName(field, t), numeric, width: numeric ? "132px" : "minmax(0, 1fr)", cell: ({ cells }) => <Value field={field}>{cells.find((cell) => cell.field === field)?.new ?? ""}</Value> };
    }),
  ];
}

/** The figures as tabs, and below them the rows of one; `most` is how many columns there is room for beside the name. */
export function Rows({ of, most = 5 }: { of: Import; most?: number }) {
  const t = useT();
  const tabs = figures(of);
  const first = of.kept > 0 ? "kept" : (tabs.find(({ what, count }) => count > 0 && what !== "unchanged")?.what ?? "unchanged");
  const [chosen, setChosen] = useState<What | null>(null);
  const what = chosen ?? first;
  const { rows, loading, onEnd, onSeen, problem } = useRows(of.id, what, of.state);

  const phone = usePhone();
  const columns = columnsOf(what, rows, phone ? 1 : most, t).filter(({ desk }) => !(phone && desk));
  const tabsBox = useRef<HTMLFieldSetElement>(null);
  // The step before took its focus away with it: the arrows go through the figures, Enter goes on.
  useEffect(() => {
    if (nowhere()) tabsBox.current?.querySelector<HTMLElement>("input:checked")?.focus({ preventScroll: true });
  }, []);

  return (
    <>
      <fieldset className="pricelist-figures" ref={tabsBox}>
        <legend className="sr">{t("imports.figures")}</legend>
        {tabs.map((tab) => (
          <label key={tab.what} className={`${tab.what}${tab.count > 0 ? " some" : ""}`}>
            <input type="radio" name={`rows-${of.id}`} checked={tab.what === what} onChange={() => setChosen(tab.what)} />
            <span>
              {t(`imports.what_${tab.what}` as Key)}
              {tab.gone && <span className="mut"> · {t("imports.gone_back")}</span>}
            </span>
            <b>{tab.gone ? <Gone>{tab.count}</Gone> : <Num>{tab.count}</Num>}</b>
          </label>
        ))}
      </fieldset>
      {of.state === "previewed" && what === "changed" && wrongUnit(rows) && <Notice kind="needs">{t("imports.tenfold")}</Notice>}
      {problem && <Notice kind="wrong">{problem.message}</Notice>}
      <div className="pricelist-rows">
        <DataTable
          key={what}
          label={t(`imports.what_${what}` as Key)}
          columns={columns}
          rows={rows}
          rowKey={({ row }) => String(row)}
          loading={loading}
          onEnd={onEnd}
          onSeen={onSeen}
          empty={<Empty icon={IconListCheck} title={tabs.some((tab) => tab.what === what && tab.count > 0) ? t("imports.rows_gone") : t(`imports.none_${what}` as Key)} />}
        />
      </div>
    </>
  );
}
