import type { ImportResult } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { formatNumber } from "@/lib/numbers";
import { Num } from "@/ui/Num";
import "./pricelist.css";

const few = 50;

/** What a list brings or brought: three figures, and every row that was not accepted with its reason. */
export function Outcome({ result }: { result: ImportResult }) {
  const t = useT();
  const figures = [
    { name: t("pricelist.new"), count: result.new },
    { name: t("pricelist.changed"), count: result.changed },
    { name: t("pricelist.unchanged"), count: result.unchanged },
  ];
  return (
    <>
      <dl className="pricelist-figures">
        {figures.map(({ name, count }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Num>{count}</Num>
            </dd>
          </div>
        ))}
        {result.refused.length > 0 && (
          <div className="needs">
            <dt>{t("pricelist.refused")}</dt>
            <dd>
              <Num>{result.refused.length}</Num>
            </dd>
          </div>
        )}
      </dl>
      {result.refused.length > 0 && (
        <section aria-label={t("pricelist.refused")}>
          <ul className="pricelist-refused">
            {result.refused.slice(0, few).map((row, at) => (
              <li key={`${row.row} ${at}`}>
                <span className="mut">{t("pricelist.row", { Row: formatNumber(row.row) })}</span>
                <span className="grow">{row.message}</span>
              </li>
            ))}
          </ul>
          {result.refused.length > few && <p className="sm mut">{t("pricelist.refused_more", { Count: result.refused.length - few })}</p>}
        </section>
      )}
    </>
  );
}
