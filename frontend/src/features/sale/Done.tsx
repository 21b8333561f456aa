import { IconArrowRight, IconFileCertificate, IconFileTypePdf, IconPrinter, IconReceipt } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { printInvoice } from "@/features/invoice/print";
import { useReceipt } from "@/features/invoice/queries";
import { useActions, type Action } from "@/lib/actions";
import type { SaleAnswer } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { useMay } from "@/lib/session";
import { ActionButton, Button } from "@/ui/Button";
import { Money, Num, When } from "@/ui/Num";
import { DeepTile, Notice } from "@/ui/Panel";
import { sizeOf } from "./Totals";

/** How long Enter is not yet meant for this panel, in ms: the one before it paid, and a second of that would hide the change. */
const settling = 400;

/** The sale is on disk: its number, what to give back, the paper, and the next customer. */
export function Done({ made, onNext }: { made: SaleAnswer; onNext: () => void }) {
  const t = useT();
  const money = useMoney();
  const mayPrint = useMay("invoice_read");
  const next = useRef<HTMLButtonElement>(null);
  const shown = useRef(0);
  useEffect(() => {
    shown.current = performance.now();
    next.current?.focus();
  }, []);
  const enter = () => {
    if (performance.now() - shown.current > settling) onNext();
  };
  const { invoice } = made;
  const roll = useReceipt();
  const short: Action = { id: "done.short", label: "pay.pdf_short", keys: ["P"], icon: IconFileTypePdf, run: () => printInvoice(invoice.id, "short") };
  const receipt: Action = { id: "done.receipt", label: "pay.pdf_receipt", keys: ["R"], icon: IconReceipt, run: () => roll(invoice.id) };
  const official: Action = { id: "done.official", label: "pay.pdf_official", keys: ["O"], icon: IconFileCertificate, run: () => printInvoice(invoice.id, "official") };
  const again: Action = { id: "done.again", label: "pay.print_again", keys: ["F10"], icon: IconPrinter, run: () => printInvoice(invoice.id, "short") };
  useActions([...(mayPrint ? [receipt, short, official, again] : []), { id: "done.next", label: "pay.next_customer", keys: ["Enter"], run: enter }, { id: "done.leave", label: "pay.next_customer", keys: ["Escape"], run: onNext, silent: true }], { title: "pay.done" });
  const giving = invoice.change + (made.back?.refunded ?? 0);
  const back = giving > 0;
  const big = money.format(back ? giving : invoice.total);
  return (
    <section className="counter-panel" role="dialog" aria-modal="true" tabIndex={-1} aria-label={t("pay.done")}>
      <div className="counter-panel-head">
        <h2>{t("pay.done")}</h2>
        <Button kind="ghost" keys="Escape" onClick={onNext} tabIndex={-1}>
          {t("pay.next_customer")}
        </Button>
      </div>
      <DeepTile className="pay-open">
        <div className="row between">
          <span className="mut">{t(back ? "pay.give_back" : "pay.total")}</span>
          <span className="b">
            {t("pay.number")} <Num>{invoice.number}</Num>
          </span>
        </div>
        <output className={`amt ${sizeOf(big)}`}>
          <bdi className="n">{big}</bdi> <span className="unit">{money.name}</span>
        </output>
        <div className="row between sm">
          <span className="mut">{t("pay.on_disk")}</span>
          <span className="mut">
            <When as="both">{invoice.issued_at}</When>
          </span>
        </div>
      </DeepTile>
      <dl className="done-sums">
        <dt>{t("pay.total")}</dt>
        <dd>
          <Money rial={invoice.total} unit />
        </dd>
        <dt>{t("pay.paid")}</dt>
        <dd>
          <Money rial={invoice.paid - (made.back?.traded ?? 0)} unit />
        </dd>
        {made.back && (
          <>
            <dt>
              {t("counter.exchange")} <Num>{made.back.number}</Num>
            </dt>
            <dd>
              <Money rial={made.back.traded} unit />
            </dd>
            {made.back.refunded > 0 && (
              <>
                <dt>{t("credit.refunded")}</dt>
                <dd className="needs">
                  <Money rial={made.back.refunded} unit />
                </dd>
              </>
            )}
            {made.back.taken_off > 0 && (
              <>
                <dt>{t("credit.taken_off")}</dt>
                <dd>
                  <Money rial={made.back.taken_off} unit />
                </dd>
              </>
            )}
          </>
        )}
        {invoice.due > 0 && (
          <>
            <dt>{t("pay.owed")}</dt>
            <dd className="needs">
              <Money rial={invoice.due} unit />
            </dd>
          </>
        )}
      </dl>
      <div className="pay-said">
        {made.alerts.map(({ code, product_id, detail }) => (
          <Notice key={`${code}${product_id}${detail}`} kind="needs">
            {detail}
          </Notice>
        ))}
      </div>
      {mayPrint && (
        <div className="done-papers">
          <ActionButton action={receipt} large tabIndex={-1} />
          <ActionButton action={short} large tabIndex={-1} />
          <ActionButton action={official} large tabIndex={-1} />
          <ActionButton action={again} large tabIndex={-1} />
        </div>
      )}
      <div className="pay-foot">
        <Button ref={next} kind="primary" large icon={IconArrowRight} mirrored keys="Enter" onClick={enter}>
          {t("pay.next_customer")}
        </Button>
      </div>
    </section>
  );
}
