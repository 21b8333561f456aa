import { IconChevronDown, IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import { hasText, useT, type Key } from "@/lib/i18n";
import { formatNumber } from "@/lib/numbers";
import { Cards, Check, Segments } from "@/ui/Choice";
import { SelectField } from "@/ui/Field";
import { Bdi } from "@/ui/Num";
import { Notice } from "@/ui/Panel";
import { asksUnit, choose, fieldAt, fields, lacking, priceColumns, samplePrice } from "./columns";
import { lookAgain, set, type Draft } from "./draft";
import type { Kind } from "./imports";

const kinds: readonly Kind[] = ["products", "customers", "stock"];

/** What is asked before the rows can be read: the unit, and which of several prices. */
export function Questions({ of }: { of: Draft }) {
  const t = useT();
  const { look, chosen } = of;
  if (!look) return null;
  const sample = samplePrice(look, chosen);
  const prices = priceColumns(look);
  const reads = (unit: Key) => (sample ? t("imports.unit_reads", { Sample: `\u2068${sample}\u2069`, Unit: t(unit) }) : undefined);
  return (
    <>
      {prices.length > 1 && (
        <div className="pricelist-ask">
          <Segments
            label={t("imports.ask_price")}
            value={String(chosen["price"] ?? "")}
            onChange={(at) => set(of, { chosen: choose(chosen, Number(at), "price") })}
            options={prices.map(({ at, heading, letter }) => ({ value: String(at), label: <Bdi>{heading || letter}</Bdi> }))}
          />
        </div>
      )}
      {asksUnit(look, chosen) && (
        <Cards
          label={t("firstrun.goods_unit")}
          value={of.unit}
          onChange={(unit) => set(of, { unit })}
          options={[
            { value: "toman", label: t("money.toman"), hint: reads("money.toman") },
            { value: "rial", label: t("money.rial"), hint: reads("money.rial") },
          ]}
        />
      )}
    </>
  );
}

/** The file as it was understood: what kind of list it is, which sheet, and what each column holds. All of it can be put right. */
export function Columns({ of, bare = false }: { of: Draft; bare?: boolean }) {
  const t = useT();
  const { look, chosen, kind } = of;
  // The arrows walk a closed list choice by choice: only where they come to rest counts, what they pass keeps its column.
  const [before, setBefore] = useState(chosen);
  if (!look) return null;
  const missing = lacking(kind, chosen, look);
  return (
    <div className="pricelist-columns">
      {look.remembered && (
        <p className="pricelist-known">
          <IconHistory size={18} stroke={1.75} aria-hidden="true" />
          {t("imports.remembered")}
        </p>
      )}
      <div className="pricelist-what">
        {!bare && (
          <Segments label={t("imports.kind")} value={kind} onChange={(next) => void lookAgain(of, { kind: next })} options={kinds.map((one) => ({ value: one, label: t(`imports.kind_${one}` as Key) }))} />
        )}
        {look.sheets.length > 1 && (
            <SelectField
            label={t("imports.sheet")}
              value={of.sheet}
              onChange={(sheet) => void lookAgain(of, { sheet })}
              options={look.sheets.map(({ name, rows }) => ({ value: name, label: t("imports.sheet_rows", { Name: name, Count: rows }) }))}
            />
        )}
        <Questions of={of} />
      </div>
      {missing && <Notice kind="needs">{t(`imports.lacks_${missing}` as Key)}</Notice>}
      <div className="pricelist-table-box" role="region" aria-label={t("imports.columns")}>
        <table className="pricelist-table">
          <caption className="sr">{t("imports.columns")}</caption>
          <thead>
            <tr>
              {look.columns.map(({ at, heading, letter }) => {
                const field = fieldAt(chosen, at);
                return (
                  <th key={at} scope="col" className={field ? "taken" : undefined}>
                    <div className="input">
                      <select aria-label={t("imports.column_is", { Column: `\u2068${heading || letter}\u2069` })} value={field} onFocus={() => setBefore(chosen)} onChange={(event) => set(of, { chosen: choose(before, at, event.target.value) })}>
                        <option value="">{t("imports.not_taken")}</option>
                        {fields[kind].map((one) => (
                          <option key={one} value={one}>
                            {fieldName(one, t)}
                          </option>
                        ))}
                      </select>
                      <IconChevronDown size={15} stroke={1.75} aria-hidden="true" />
                    </div>
                    <span className="pricelist-heading ell" title={heading}>
                      <Bdi>{heading || letter}</Bdi>
                    </span>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {samples(look.columns.map(({ samples: some }) => some)).map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, index) => {
                  const at = look.columns[index]?.at ?? index;
                  return (
                    <td key={at} className={fieldAt(chosen, at) ? "taken" : undefined}>
                      <Bdi>{cell}</Bdi>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="sm mut">{look.header > 0 ? t("imports.rows_in_all", { Count: look.rows, Row: formatNumber(look.header) }) : t("imports.rows_no_header", { Count: look.rows })}</p>
      {!bare && (
        <Check checked={of.remember} onChange={(remember) => set(of, { remember })}>
          {t("imports.remember")}
        </Check>
      )}
    </div>
  );
}

/** A field's name, also one that only the server knows yet. */
export const fieldName = (field: string, t: ReturnType<typeof useT>) => {
  const key = `imports.field_${field}`;
  return hasText(key) ? t(key) : field;
};

/** The columns' samples as rows. */
function samples(columns: readonly (readonly string[])[]): string[][] {
  const most = Math.min(5, Math.max(0, ...columns.map((some) => some.length)));
  return Array.from({ length: most }, (_, row) => columns.map((some) => some[row] ?? ""));
}
