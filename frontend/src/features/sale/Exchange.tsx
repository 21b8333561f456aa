import { IconArrowsExchange, IconX } from "@tabler/icons-react";
import { ChequeWaits, Refunds, refundActions } from "@/features/credit/Refunds";
import { owedOf, partsOf, sentParts, sumOf, type Part } from "@/features/credit/returning";
import { Problem } from "@/lib/api/client";
import type { CreditQuote, CreditRequest, SaleAnswer } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/FormDialog";
import { Money, Num } from "@/ui/Num";
import { draftOf, type Basket } from "./basket";
import { keeper } from "./counter";
import { sell } from "./queries";

/** What comes back, as its worth is asked for. */
export const asQuoted = ({ id, back }: Basket): CreditRequest | null => {
  if (!back) return null;
  const { corrects, invoice_id, lines } = back;
  return corrects ? { id, invoice_id, kind: "correction" } : { id, invoice_id, kind: "return", lines };
};

/** The basket is exchanged for what comes back: from which document, and how much that pays. */
export function ExchangeStrip({ quote, corrects = false, error, onDrop }: { quote: CreditQuote | undefined; corrects?: boolean; error: unknown; onDrop: () => void }) {
  const t = useT();
  return (
    <div className={error ? "counter-strip wrong" : "counter-strip undo"} role={error ? "alert" : "status"}>
      <IconArrowsExchange size={18} stroke={1.75} aria-hidden="true" />
      <span className="grow">
        {error instanceof Problem ? (
          (error.errors[0]?.detail ?? error.message)
        ) : quote ? (
          <>
            {t(corrects ? "counter.corrects" : "counter.exchange_for")} <Num>{quote.number}</Num> · <b><Money rial={quote.own} unit /></b>
          </>
        ) : (
          t(corrects ? "counter.correction" : "counter.exchange")
        )}
      </span>
      <Button kind="ghost" icon={IconX} aria-label={t("counter.no_exchange")} title={t("counter.no_exchange")} onClick={onDrop} tabIndex={-1} />
    </div>
  );
}

/** What came back is worth more than what goes out: the difference goes back as money, in one way or several. */
export function GiveBack({ basket, quote, total, onClose, onSold }: { basket: Basket; quote: CreditQuote; total: number; onClose: () => void; onSold: (made: SaleAnswer) => void }) {
  const t = useT();
  const back = quote.own - total;
  const owed = owedOf(quote, back);
  const form = useForm({ refunds: null as readonly Part[] | null }, async ({ refunds }) => {
    if (!basket.back) return;
    await keeper.flush();
    onSold(await sell({ id: basket.id, ...draftOf(basket), payments: [], back: { ...basket.back, refunds: sentParts(partsOf(refunds, owed)) } }));
  });
  const parts = partsOf(form.values.refunds, owed);
  const give = (refunds: readonly Part[]) => form.set("refunds", refunds);
  return (
    <FormDialog title={t("counter.give_back_title")} form={form} width={560} save={t("counter.give_back_done")} onClose={onClose} actions={refundActions(parts, owed, give)}>
      <div className="credits-sum">
        <span>{t("counter.worth_more")}</span>
        <Money rial={back} unit />
      </div>
      <ChequeWaits rial={back - owed.own} />
      <Refunds parts={parts} owed={owed} onChange={give} errors={form.errors} within="back." />
      {basket.customer_id !== "" && back > sumOf(parts) && (
        <div className="sm sec">
          {t("counter.kept_on_account")} <b><Money rial={back - sumOf(parts)} /></b>
        </div>
      )}
    </FormDialog>
  );
}
