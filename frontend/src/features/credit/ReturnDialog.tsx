import { IconArrowsExchange } from "@tabler/icons-react";
import { useState } from "react";
import { useShowOnce } from "@/features/display/channel";
import { nothing as empty } from "@/features/display/shown";
import { beginExchange } from "@/features/sale/counter";
import type { Action } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import type { CreditsOf, Invoice } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton, Button } from "@/ui/Button";
import { Check, Segments } from "@/ui/Choice";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Money, Quantity, Serial } from "@/ui/Num";
import { QuantityField } from "@/ui/NumericField";
import { Notice } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { useCreditQuote } from "./queries";
import { ChequeWaits, Refunds, refundActions } from "./Refunds";
import { asked, chosen, everything, exchanged, nothing, owedOf, partsOf, sentParts, sumOf, withSerial, type Part, type Way } from "./returning";
import "./credit.css";

const nothingOwed = { own: 0, coin: 0 };

/** Takes an invoice back, whole or by lines and quantities: what goes to the shelf, and the money that goes back. */
export function ReturnDialog({ doc, of, onClose }: { doc: Invoice; of: CreditsOf; onClose: () => void }) {
  const t = useT();
  const [id] = useState(newId);
  const show = useShowOnce();
  const serialsOf = (line: string) => of.lines.find(({ line_id }) => line_id === line)?.serials ?? [];
  const leftOf = (line: string) => of.lines.find(({ line_id }) => line_id === line)?.left ?? "0";
  const form = useForm(
    nothing,
    async (values) => {
      const body = asked(id, doc, values);
      if (body === null) return;
      const owed = values.refunds ? nothingOwed : owedOf(await ok(api.POST("/api/credits/quote", { body })));
      const note = await ok(api.POST("/api/credits", { body: { ...body, refunds: sentParts(partsOf(values.refunds, owed)) } }));
      show({ ...empty, language: doc.language, done: { id: note.id, number: note.number, total: note.total, change: note.refunded, due: 0, returned: true } });
      toast(t("credit.made", { Number: note.number }));
      onClose();
    },
    (values) => (asked(id, doc, values) === null ? { [`q.${doc.lines.find((line) => leftOf(line.id) !== "0")?.id ?? ""}`]: t("error.required") } : {}),
  );
  const { values } = form;
  const body = asked(id, doc, values);
  const { data: quote, error } = useCreditQuote(body);
  const owed = quote ? owedOf(quote) : nothingOwed;
  const parts = partsOf(values.refunds, owed);
  const rest = quote && body ? quote.total - sumOf(parts) : 0;
  const give = (refunds: readonly Part[]) => form.set("refunds", refunds);
  const maySell = useMay("sell");
  const exchange: Action = {
    id: "credit.exchange",
    label: "credit.exchange",
    keys: ["Alt+X"],
    icon: IconArrowsExchange,
    inFields: true,
    disabled: !quote || !body || values.kind === "void",
    run: () => {
      if (!body) return;
      beginExchange(exchanged(body), doc.customer_id);
      onClose();
      navigate("/counter");
    },
  };
  const rows = chosen(doc, values);
  // What the server refused of a line goes with its number; which line was meant may change with it.
  const put = (quantities: typeof values.quantities, line: string) => form.set("quantities", quantities, `q.${line}`, "lines");
  const which = (line: string, serial: string, back: boolean) => {
    const next = withSerial(values, line, serial, back);
    form.set("serials", next.serials);
    put(next.quantities, line);
  };
  const serialsWrong = (line: string) => refusedAt(error, rows.indexOf(line), "serials");
  const wrongAt = (line: string) => form.errors[`q.${line}`] ?? form.errors[`lines[${rows.indexOf(line)}].quantity`] ?? refusedAt(error, rows.indexOf(line), "quantity");
  return (
    <FormDialog title={t("credit.return_of", { Number: doc.number })} form={form} width={620} save={t("credit.make")} onClose={onClose} actions={[...(quote && body ? refundActions(parts, owed, give) : []), ...(maySell ? [exchange] : [])]} foot={maySell && <ActionButton action={exchange} />}>
      {of.credits.length === 0 && (
        <Segments
          quiet
          label={t("credit.way")}
          value={values.kind}
          onChange={(kind: Way) => form.set("kind", kind)}
          options={[
            { value: "return", label: t("credit.by_lines") },
            { value: "void", label: t("credit.whole") },
          ]}
        />
      )}
      {values.kind === "void" ? (
        <>
          <Notice>{t("credit.whole_text")}</Notice>
          <Check checked={values.allScrap} onChange={(all) => form.set("allScrap", all)}>
            {t("credit.all_scrap")}
          </Check>
        </>
      ) : (
        <>
          <ul className="credits-lines" aria-label={t("invoice.lines")}>
            {doc.lines
              .filter((line) => leftOf(line.id) !== "0")
              .map((line, at) => (
                <li key={line.id}>
                  <span className="credits-name">
                    <Bdi>{line.name}</Bdi>
                    <br />
                    <span className="xs mut">
                      <Quantity>{leftOf(line.id)}</Quantity> <bdi>{line.unit}</bdi> × <Money rial={line.price} />
                    </span>
                  </span>
                  <QuantityField
                    label={<span className="sr">{t("credit.quantity_of", { Name: line.name })}</span>}
                    name={rows.includes(line.id) ? `lines[${rows.indexOf(line.id)}].quantity` : `q.${line.id}`}
                    data-autofocus={at === 0 || undefined}
                    value={values.quantities[line.id] ?? ""}
                    onChange={(quantity) => put({ ...values.quantities, [line.id]: quantity }, line.id)}
                    error={wrongAt(line.id)}
                  />
                  <Check checked={values.scrap[line.id] ?? false} onChange={(scrap) => form.set("scrap", { ...values.scrap, [line.id]: scrap })}>
                    {t("credit.scrap")}
                  </Check>
                  {serialsOf(line.id).length > 0 && (
                    <div className="credits-serials" role="group" aria-label={t("serial.which")}>
                      <span className="xs mut">{t("serial.which")}</span>
                      {serialsOf(line.id).map((serial) => (
                        <Check key={serial} checked={values.serials[line.id]?.includes(serial) ?? false} onChange={(back) => which(line.id, serial, back)}>
                          <Serial>{serial}</Serial>
                        </Check>
                      ))}
                      {serialsWrong(line.id) && <span className="say wrong">{serialsWrong(line.id)}</span>}
                    </div>
                  )}
                </li>
              ))}
          </ul>
          <div>
            <Button type="button" kind="link" onClick={() => form.set("quantities", everything(of))}>
              {t("credit.all")}
            </Button>
          </div>
        </>
      )}
      {quote && body && (
        <>
          <div className="credits-sum" aria-live="polite">
            <span>{t("credit.total")}</span>
            <Money rial={quote.total} />
          </div>
          {quote.rounding !== 0 && (
            <div className="credits-sum odd">
              <span>{t("invoice.rounding")}</span>
              <Money rial={quote.rounding} />
            </div>
          )}
          {quote.total === 0 && quote.net > 0 && <Notice>{t("credit.less_than_a_coin")}</Notice>}
          <ChequeWaits rial={quote.uncleared} />
          <Refunds parts={parts} owed={owed} onChange={give} errors={form.errors} />
          {doc.buyer !== null && rest > 0 && (
            <div className="sm sec">
              {t("credit.off_account")} <b><Money rial={rest} /></b>
            </div>
          )}
        </>
      )}
      <TextField label={t("credit.reason")} name="reason" optional value={values.reason} onChange={(reason) => form.set("reason", reason)} error={form.errors["reason"]} />
    </FormDialog>
  );
}

/** What the quote refuses of a line, by its place. */
function refusedAt(error: unknown, at: number, what: "quantity" | "serials"): string | undefined {
  const list = (error as { errors?: { field?: string; detail?: string }[] } | null)?.errors;
  return at < 0 ? undefined : list?.find(({ field }) => field?.startsWith(`lines[${at}].${what}`))?.detail;
}
