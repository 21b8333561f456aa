import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import type { Quote } from "@/lib/api/types";
import type { Action } from "@/lib/actions";
import { Kbd } from "@/ui/Kbd";
import { Money, Percent } from "@/ui/Num";

/** Fewer digits, larger letters: the plate never overflows. */
export function sizeOf(text: string): "xl" | "lg" | "md" {
  const digits = text.replace(/[^\d۰-۹]/g, "").length;
  return digits <= 7 ? "xl" : digits <= 9 ? "lg" : "md";
}

/** The sums and the one amount that matters. While it is being paid, the deep tile is in the pay panel and this is paper. */
export function Totals({ quote, lines, own, settled, pay, quiet }: { quote: Quote | undefined; lines: number; own: number | undefined; settled: boolean; pay: Action; quiet: boolean }) {
  const t = useT();
  const money = useMoney();
  const rates = [...new Set(quote?.lines.filter(({ tax }) => tax !== 0).map(({ tax_rate_bp }) => tax_rate_bp))];
  const rate = rates.length === 1 ? rates[0] : undefined;
  const due = (quote?.total ?? 0) - (own ?? 0);
  const total = money.format(Math.abs(due));
  return (
    <section className={quiet ? "counter-plate quiet panel" : "counter-plate deep"} aria-label={t("counter.totals")}>
      <dl className="counter-sums">
        <dt>{t("counter.lines_sum", { Count: lines })}</dt>
        <dd>
          <Money rial={quote?.gross ?? 0} />
        </dd>
        {quote !== undefined && quote.discount !== 0 && (
          <>
            <dt>{t("counter.discount")}</dt>
            <dd>
              <Money rial={-quote.discount} />
            </dd>
          </>
        )}
        <dt>
          {t("counter.tax")} {rate !== undefined && <Percent>{rate / 100}</Percent>}
        </dt>
        <dd>
          <Money rial={quote?.tax ?? 0} />
        </dd>
        {quote !== undefined && quote.rounding !== 0 && (
          <>
            <dt>{t("counter.rounding")}</dt>
            <dd>
              <Money rial={quote.rounding} />
            </dd>
          </>
        )}
        {own !== undefined && (
          <>
            <dt>{t("counter.exchange")}</dt>
            <dd>
              <Money rial={-own} />
            </dd>
          </>
        )}
      </dl>
      <div className="counter-due">
        <div className="lab">{t(due < 0 ? "counter.to_give_back" : "counter.payable", { Unit: money.name })}</div>
        <output className={`amt ${sizeOf(total)} ${settled ? "" : "late"}`}>
          <bdi className="n">{total}</bdi>
        </output>
      </div>
      {!quiet && (
        <button type="button" className="counter-pay" onClick={pay.run} disabled={pay.disabled} aria-keyshortcuts="F9">
          <span>{t(pay.label)}</span>
          <Kbd keys="F9" />
        </button>
      )}
    </section>
  );
}
