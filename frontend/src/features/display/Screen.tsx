import { useEffect, useRef } from "react";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { Brand } from "@/ui/Brand";
import { Bdi, Money, Quantity } from "@/ui/Num";
import type { Shown } from "./shown";
import { useSpeaking } from "./speak";
import "./display.css";

interface Props {
  shop: string;
  shown: Shown;
  /** The QR code that opens the document of the sale that was made. */
  code: string;
}

/** The customer's screen: what is rung up, what it comes to, what goes back. Nothing here can be pressed. */
export function Screen({ shop, shown: { language, quote, paid, done }, code }: Props) {
  const t = useT();
  const money = useMoney();
  const last = useRef<HTMLLIElement>(null);
  const lines = quote?.lines ?? [];
  useEffect(() => void last.current?.scrollIntoView({ block: "nearest" }), [lines.length]); // it answers a promise, which is no way to undo
  useSpeaking(language);
  const idle = lines.length === 0 && !done;
  return (
    <main className="display" aria-label={t("display.title")}>
      <section className="display-goods">
        <h1>
          <Brand size={52} /> <Bdi>{shop}</Bdi>
        </h1>
        {idle || done ? (
          <p className="display-welcome">{t(done ? (done.returned ? "display.returned" : "display.thanks") : "display.welcome")}</p>
        ) : (
          <ol>
            {lines.map((line, at) => (
              <li key={at} ref={at === lines.length - 1 ? last : undefined} className={at === lines.length - 1 ? "now" : undefined}>
                <span>
                  <Bdi>{line.name}</Bdi>
                </span>
                <span className="sec">
                  <Quantity>{line.quantity}</Quantity> <bdi>{line.unit}</bdi>
                </span>
                <b>
                  <Money rial={line.gross - line.discount} />
                </b>
              </li>
            ))}
          </ol>
        )}
        {quote && !idle && !done && (
          <dl>
            <Sum name={t("display.sum", { Count: lines.length })} rial={quote.gross} />
            {quote.discount > 0 && <Sum name={t("display.discount")} rial={-quote.discount} />}
            {quote.tax > 0 && <Sum name={t("display.tax")} rial={quote.tax} />}
            {quote.rounding !== 0 && <Sum name={t("display.rounding")} rial={quote.rounding} />}
          </dl>
        )}
      </section>
      <section className="display-total" aria-live="polite">
        <span className="display-label">{t(done?.returned ? "display.returned_total" : "display.total")}</span>
        <output className="display-figure">
          <Money rial={done ? done.total : (quote?.total ?? 0)} /> <span className="unit">{money.name}</span>
        </output>
        {paid.length > 0 && (
          <dl className="display-paid" aria-label={t("display.paid")}>
            {paid.map(({ method, amount }, at) => (
              <Sum key={at} name={t(`method.${method}`)} rial={amount} />
            ))}
          </dl>
        )}
        {done && done.change > 0 && (
          <div className="display-change">
            <span className="display-label">{t(done.returned ? "display.given_back" : "display.change")}</span>
            <output className="display-figure">
              <Money rial={done.change} /> <span className="unit">{money.name}</span>
            </output>
          </div>
        )}
        {done && code && (
          <figure className="display-code">
            <img src={code} alt={t(done.returned ? "display.returned_code" : "display.code")} />
            <figcaption className="display-label">{t(done.returned ? "display.returned_code" : "display.code")}</figcaption>
          </figure>
        )}
        {done && done.due > 0 && (
          <p className="display-label">
            {t("display.due")} <Money rial={done.due} unit />
          </p>
        )}
      </section>
    </main>
  );
}

function Sum({ name, rial }: { name: string; rial: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Money rial={rial} />
      </dd>
    </div>
  );
}
