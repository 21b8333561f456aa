import { IconArrowBackUp, IconFilePencil, IconFileTypePdf, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { Invoice } from "@/lib/api/types";
import { PartsOfLine } from "@/features/bundle/Parts";
import { Returned } from "@/features/credit/Returned";
import { returnedOf } from "@/features/credit/returning";
import { CreditsOf } from "@/features/credit/CreditsOf";
import { LimitPassed } from "@/features/customer/BeyondLimit";
import { useCreditsOf } from "@/features/credit/queries";
import { ReturnDialog } from "@/features/credit/ReturnDialog";
import { beginCorrection } from "@/features/sale/counter";
import { SerialsOfLine } from "@/features/serial/SerialsOfLine";
import { ApprovalsOf } from "@/features/staff/ApprovalsOf";
import { useMayAsk } from "@/features/staff/lending";
import { useT, type Key } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { href, navigate } from "@/lib/router";
import { usePreferences } from "@/lib/prefs";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { Bdi, Money, Num, Percent, Quantity, When } from "@/ui/Num";
import { DeepTile } from "@/ui/Panel";
import { Aside, AsideWaiting } from "@/ui/Split";
import { refused } from "@/ui/Toast";
import { paperLang, printInvoice, showInvoice, type Form, type Lang } from "./print";
import { useInvoice, useReceipt } from "./queries";

/** One document beside the list, as it was issued, and its paper. */
export function InvoicePanel({ id }: { id: string }) {
  const t = useT();
  const [form, setForm] = useState<Form>("short");
  const [chosen, setLang] = useState<Lang | null>(null);
  const { language } = usePreferences();
  const receipt = useReceipt();
  const { data: doc, error } = useInvoice(id);
  const lang = chosen ?? paperLang(doc, language);

  const show: Action = { id: "invoice.pdf", label: "invoice.pdf", keys: ["Enter"], icon: IconFileTypePdf, disabled: !doc, run: () => showInvoice(id, form, lang) };
  const again: Action = { id: "invoice.again", label: "invoice.again", keys: ["F10"], icon: IconPrinter, disabled: !doc, run: () => (form === "receipt" ? receipt(id, lang) : printInvoice(id, form, lang)) };
  const mayVoid = useMayAsk("void");
  const of = useCreditsOf(id).data;
  const [returning, setReturning] = useState<string | null>(null);
  const left = of?.lines.some((line) => line.left !== "0") ?? false;
  const back: Action = { id: "invoice.return", label: "credit.return", keys: ["Alt+R"], icon: IconArrowBackUp, disabled: !doc || !left || !mayVoid, run: () => setReturning(id) };
  const mayCorrect = useMay("sell") && mayVoid && of?.credits.length === 0;
  const correct: Action = {
    id: "invoice.correct",
    label: "invoice.correct",
    keys: ["Alt+E"],
    icon: IconFilePencil,
    disabled: !doc || !mayCorrect,
    run: () =>
      void beginCorrection(id).then(
        () => navigate("/counter"),
        refused,
      ),
  };
  useActions(
    [
      show,
      again,
      back,
      correct,
      { id: "invoice.form", label: "invoice.other_form", keys: ["Alt+F"], run: () => setForm(form === "short" ? "receipt" : form === "receipt" ? "official" : "short") },
      { id: "invoice.lang", label: "invoice.other_language", keys: ["Alt+L"], run: () => setLang(lang === "fa" ? "en" : lang === "en" ? "both" : "fa") },
    ],
    { title: "invoice.one", of: doc?.id ?? null },
  );

  if (!doc) return <AsideWaiting label={t("invoice.one")} error={error} />;
  return (
    <Aside
      reading
      label={t("invoice.titled", { Number: doc.number })}
      title={<Num>{doc.number}</Num>}
      note={
        <>
          <When as="both">{doc.issued_at}</When> · <Bdi>{doc.staff_name}</Bdi> {of && <Returned state={returnedOf(of)} />}
        </>
      }
      foot={
        <>
          <div className="invoices-paper">
            <Segments
              quiet
              label={t("invoice.form")}
              value={form}
              onChange={setForm}
              options={[
                { value: "short", label: t("invoice.short") },
                { value: "receipt", label: t("invoice.receipt") },
                { value: "official", label: t("invoice.official") },
              ]}
            />
            <Segments
              quiet
              label={t("invoice.language")}
              value={lang}
              onChange={setLang}
              options={[
                { value: "fa", label: t("invoice.lang_fa") },
                { value: "en", label: t("invoice.lang_en") },
                { value: "both", label: t("invoice.both") },
              ]}
            />
          </div>
          <ActionButton action={show} kind="primary" className="grow" />
          <ActionButton action={again} className="grow" />
          {left && mayVoid && <ActionButton action={back} className="grow" />}
          {mayCorrect && <ActionButton action={correct} className="grow" />}
        </>
      }
    >
      <Total doc={doc} />
      {of && of.credits.length > 0 && <CreditsOf of={of} form={form} lang={lang} />}
      <ApprovalsOf ids={[doc.id, ...(of?.credits.map((note) => note.id) ?? [])]} />
      {doc.limit_pass && <LimitPassed pass={doc.limit_pass} />}
      <Buyer doc={doc} />
      <Lines doc={doc} />
      <Sums doc={doc} />
      {returning === doc.id && of && <ReturnDialog doc={doc} of={of} onClose={() => setReturning(null)} />}
    </Aside>
  );
}

function Total({ doc }: { doc: Invoice }) {
  const t = useT();
  const money = useMoney();
  return (
    <DeepTile className="invoices-total">
      <div>
        <div className="sm mut">{t("invoice.total_in", { Unit: money.name })}</div>
        <div className="invoices-figure">
          <Money rial={doc.total} />
        </div>
      </div>
      <div className={doc.open > 0 ? "invoices-state owes" : "invoices-state"}>
        {doc.open > 0 ? (
          <>
            {t("invoice.still")} <Money rial={doc.open} />
          </>
        ) : (
          t("invoice.settled")
        )}
      </div>
    </DeepTile>
  );
}

function Buyer({ doc }: { doc: Invoice }) {
  const t = useT();
  const { buyer } = doc;
  return (
    <dl className="facts">
      <dt>{t("invoice.buyer")}</dt>
      <dd>
        {buyer === null ? (
          t("app.guest")
        ) : (
          <a href={href(`/customers/${doc.customer_id}`)} className="invoices-link">
            <Bdi>{buyer.name}</Bdi>
          </a>
        )}
      </dd>
      {doc.order_number && (
        <>
          <dt>{t("invoice.order")}</dt>
          <dd>
            <a href={href(`/orders/${doc.order_id}`)} className="invoices-link">
              <Num>{doc.order_number}</Num>
            </a>
          </dd>
        </>
      )}
      {doc.back && (
        <>
          <dt>{t(doc.back.corrects ? "credit.correction" : "credit.exchange_of")}</dt>
          <dd>
            <a href={href(`/invoices/${doc.back.invoice_id}`)} className="invoices-link">
              {t(doc.back.corrects ? "credit.corrects" : "credit.exchanged_from", { Number: doc.back.number, Invoice: doc.back.invoice_number })}
            </a>
          </dd>
        </>
      )}
      {doc.tax_id && (
        <>
          <dt>{t("invoice.tax_id")}</dt>
          <dd>
            <bdi className="n xs">{doc.tax_id}</bdi>
          </dd>
        </>
      )}
      {doc.note && (
        <>
          <dt>{t("invoice.note")}</dt>
          <dd>
            <Bdi>{doc.note}</Bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

function Lines({ doc }: { doc: Invoice }) {
  const t = useT();
  return (
    <section aria-label={t("invoice.lines")}>
      <h3>{t("invoice.lines_count", { Count: doc.lines.length })}</h3>
      <ul className="invoices-lines">
        {doc.lines.map((line) => (
          <li key={line.id}>
            <span className="invoices-name">
              <Bdi>{line.name}</Bdi>
            </span>
            <b className="num-col">
              <Money rial={line.net + line.discount_share} />
            </b>
            <span className="xs mut">
              <Quantity>{line.quantity}</Quantity> <bdi>{line.unit}</bdi> × <Money rial={line.price} />
              {line.discount > 0 && (
                <>
                  {" · "}
                  {t("invoice.discount")} <Money rial={line.discount} />
                </>
              )}
            </span>
            <PartsOfLine parts={line.parts} />
            <SerialsOfLine pieces={line.serials} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sums({ doc }: { doc: Invoice }) {
  const t = useT();
  const rates = [...new Set(doc.lines.filter(({ tax }) => tax > 0).map(({ tax_rate_bp }) => tax_rate_bp))];
  const [rate] = rates;
  const rows: { name: React.ReactNode; rial: number; strong?: boolean }[] = [
    { name: t("invoice.gross"), rial: doc.gross },
    ...(doc.discount > 0 ? [{ name: t("invoice.discount"), rial: -doc.discount }] : []),
    { name: <>{t("invoice.tax")} {rates.length === 1 && rate !== undefined && <Percent>{rate / 100}</Percent>}</>, rial: doc.tax },
    ...(doc.rounding !== 0 ? [{ name: t("invoice.rounding"), rial: doc.rounding }] : []),
    { name: t("invoice.total"), rial: doc.total, strong: true },
  ];
  return (
    <>
      <dl className="invoices-sums">
        {rows.map(({ name, rial, strong }, at) => (
          <div key={at} className={strong ? "strong" : undefined}>
            <dt>{name}</dt>
            <dd className="num-col">
              <Money rial={rial} />
            </dd>
          </div>
        ))}
      </dl>
      {doc.payments.length > 0 && (
        <section aria-label={t("invoice.payments")}>
          <h3>{t("invoice.payments")}</h3>
          <dl className="invoices-sums">
            {doc.payments.map((payment, at) => (
              <div key={at}>
                <dt>
                  {t(`method.${payment.method}` as Key)} {payment.reference && <span className="xs mut">{t("invoice.reference")} <Num>{payment.reference}</Num></span>}
                </dt>
                <dd className="num-col">
                  <Money rial={payment.amount} />
                </dd>
              </div>
            ))}
            {doc.change > 0 && (
              <div>
                <dt>{t("invoice.change")}</dt>
                <dd className="num-col">
                  <Money rial={-doc.change} />
                </dd>
              </div>
            )}
            <div className="strong">
              <dt>{t("invoice.due")}</dt>
              <dd className="num-col">
                <Money rial={doc.due} />
              </dd>
            </div>
          </dl>
        </section>
      )}
    </>
  );
}
