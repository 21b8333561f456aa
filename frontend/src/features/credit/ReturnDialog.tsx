import { useState } from "react";
import { api, newId, ok } from "@/lib/api/client";
import type { CreditsOf, Invoice } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT, type Key } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { Check, Segments } from "@/ui/Choice";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Money, Quantity } from "@/ui/Num";
import { MoneyField, QuantityField } from "@/ui/NumericField";
import { Notice } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { useCreditQuote } from "./queries";
import { asked, chosen, everything, nothing, suggested, type Back, type Way } from "./returning";
import "./credit.css";

const methods: Back[] = ["cash", "card", "transfer"];

/** Takes an invoice back, whole or by lines and quantities: what goes to the shelf, and the money that goes back. */
export function ReturnDialog({ doc, of, onClose }: { doc: Invoice; of: CreditsOf; onClose: () => void }) {
  const t = useT();
  const [id] = useState(newId);
  const leftOf = (line: string) => of.lines.find(({ line_id }) => line_id === line)?.left ?? "0";
  const form = useForm(
    nothing(of),
    async (values) => {
      const body = asked(id, doc, values);
      if (body === null) return;
      const amount = values.refund ?? suggested(doc, of, await ok(api.POST("/api/credits/quote", { body })));
      const note = await ok(api.POST("/api/credits", { body: { ...body, ...(amount > 0 && { refunds: [{ method: values.method, amount }] }) } }));
      toast(t("credit.made", { Number: note.number }));
      onClose();
    },
    (values) => (asked(id, doc, values) === null ? { [`q.${doc.lines.find((line) => leftOf(line.id) !== "0")?.id ?? ""}`]: t("error.required") } : {}),
  );
  const { values } = form;
  const body = asked(id, doc, values);
  const { data: quote, error } = useCreditQuote(body);
  const refund = values.refund ?? (quote && body ? suggested(doc, of, quote) : null);
  const rest = quote && body && refund !== null ? quote.total - refund : 0;
  const rows = chosen(doc, values);
  const wrongAt = (line: string) => form.errors[`q.${line}`] ?? form.errors[`lines[${rows.indexOf(line)}].quantity`] ?? refusedAt(error, rows.indexOf(line));
  return (
    <FormDialog title={t("credit.return_of", { Number: doc.number })} form={form} width={620} save={t("credit.make")} onClose={onClose}>
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
        <Notice>{t("credit.whole_text")}</Notice>
      ) : (
        <>
          <ul className="credits-lines" aria-label={t("invoice.lines")}>
            {doc.lines
              .filter((line) => leftOf(line.id) !== "0")
              .map((line) => (
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
                    value={values.quantities[line.id] ?? ""}
                    onChange={(quantity) => form.set("quantities", { ...values.quantities, [line.id]: quantity })}
                    error={wrongAt(line.id)}
                  />
                  <Check checked={values.scrap[line.id] ?? false} onChange={(scrap) => form.set("scrap", { ...values.scrap, [line.id]: scrap })}>
                    {t("credit.scrap")}
                  </Check>
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
          <div className="credits-money">
            <MoneyField label={t("credit.refund")} name="refunds[0].amount" value={refund} onChange={(amount) => form.set("refund", amount ?? 0)} error={form.errors["refunds[0].amount"] ?? form.errors["refunds"]} />
            <Segments quiet label={t("credit.how")} value={values.method} onChange={(method: Back) => form.set("method", method)} options={methods.map((value) => ({ value, label: t(`method.${value}` as Key) }))} />
          </div>
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
function refusedAt(error: unknown, at: number): string | undefined {
  const list = (error as { errors?: { field?: string; detail?: string }[] } | null)?.errors;
  return at < 0 ? undefined : list?.find(({ field }) => field === `lines[${at}].quantity`)?.detail;
}
