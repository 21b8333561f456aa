import { useEffect, useRef, useState } from "react";
import { newId } from "@/lib/api/client";
import type { Customer } from "@/lib/api/types";
import { ChequeFields } from "@/features/cheque/ChequeFields";
import { blank, missing, sentOf, type Written } from "@/features/cheque/values";
import { useForm } from "@/lib/form";
import { useT, type Key } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { Check, Segments } from "@/ui/Choice";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { MoneyField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { usual } from "@/features/sale/payments";
import { offered, takePayment, useAccount, type Apply } from "./account";
import "./customer.css";

const methods = ["cash", "card", "transfer", "cheque"] as const;
type Method = (typeof methods)[number];

interface Props {
  customer: Pick<Customer, "id" | "name" | "balance">;
  /** What it is for, where that is known: an order's. */
  invoices?: readonly string[];
  onClose: () => void;
}

/** Takes money that comes later: the amount, how, and what it is for. */
export function TakeMoney({ customer, invoices, onClose }: Props) {
  const t = useT();
  const money = useMoney();
  const id = useRef(newId());
  const account = useAccount(customer.id).data;
  const [apply, setApply] = useState<Apply>(invoices ? "chosen" : "oldest");
  const [chosen, setChosen] = useState<readonly string[]>(invoices ?? []);
  const [typed, setTyped] = useState(false);
  const form = useForm<{ amount: number | null; method: Method; reference: string; cheque: Written }>(
    { amount: customer.balance > 0 ? customer.balance : null, method: usual, reference: "", cheque: blank },
    async ({ amount, method, reference, cheque }) => {
      await takePayment(customer.id, {
        id: id.current,
        method,
        amount: amount ?? 0,
        ...(method === "card" || method === "transfer" ? { reference } : {}),
        ...(method === "cheque" ? { cheque: sentOf(cheque) } : {}),
        ...(apply === "chosen" ? { invoice_ids: [...chosen] } : {}),
        ...(apply === "account" ? { on_account: true } : {}),
      });
      toast(t("account.taken", { Amount: `${money.format(amount ?? 0)} ${money.name}`, Name: `\u2068${customer.name}\u2069` }));
      onClose();
    },
    ({ amount, method, cheque }): Record<string, string> => {
      if (method === "cheque" && missing(cheque).length > 0) return Object.fromEntries(missing(cheque).map((name) => [`cheque.${name}`, t("error.required")]));
      if (apply === "chosen" && chosen.length === 0) return { amount: t("account.choose_one") };
      return amount === null || amount <= 0 ? { amount: t("error.amount_needed") } : {};
    },
  );
  const { values, errors, set } = form;
  const offer = account ? offered(apply, chosen, account) : null;
  useEffect(() => {
    if (!typed && account) set("amount", offer);
  }, [offer, typed, account, set]);

  return (
    <FormDialog title={t("account.from", { Name: `\u2068${customer.name}\u2069` })} form={form} width={600} onClose={onClose}>
      <MoneyField
        label={t("account.amount")}
        name="amount"
        value={values.amount}
        onChange={(amount) => {
          setTyped(true);
          set("amount", amount);
        }}
        error={errors["amount"]}
      />
      <Segments label={t("account.method")} value={values.method} onChange={(method) => set("method", method)} options={methods.map((value) => ({ value, label: t(`method.${value}` as Key) }))} />
      {values.method === "cheque" && (
        <ChequeFields path="cheque." value={values.cheque} onChange={(cheque) => set("cheque", cheque)} errors={Object.fromEntries(Object.entries(errors).map(([field, said]) => [field.replace(/^cheque\./, ""), said]))} />
      )}
      {(values.method === "card" || values.method === "transfer") && (
        <TextField
          label={t(values.method === "card" ? "pay.card_reference" : "pay.transfer_reference")}
          optional
          name="reference"
          dir="ltr"
          inputMode="numeric"
          maxLength={100}
          value={values.reference}
          onChange={(reference) => set("reference", reference)}
          error={errors["reference"]}
        />
      )}
      <Segments
        label={t("account.apply")}
        value={apply}
        onChange={setApply}
        options={[
          { value: "oldest", label: t("account.apply_oldest") },
          { value: "chosen", label: t("account.apply_chosen") },
          { value: "account", label: t("account.apply_account") },
        ]}
      />
      {apply !== "chosen" && <p className="sm mut">{t(apply === "oldest" ? "account.oldest_text" : "account.account_text")}</p>}
      {apply === "chosen" && (
        <ul className="account-open" aria-label={t("account.open")}>
          {account?.open.map((invoice) => (
            <li key={invoice.id}>
              <Check
                checked={chosen.includes(invoice.id)}
                onChange={(on) => {
                  setTyped(false);
                  setChosen(on ? [...chosen, invoice.id] : chosen.filter((one) => one !== invoice.id));
                }}
              >
                <Bdi>
                  <Num>{invoice.number}</Num>
                </Bdi>{" "}
                <small className="mut">
                  <When>{invoice.issued_at}</When>
                </small>
              </Check>
              <Money rial={invoice.open} />
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
