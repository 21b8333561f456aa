import { useRef } from "react";
import { another, byItself } from "@/features/credit/returning";
import { usual } from "@/features/sale/payments";
import { newId } from "@/lib/api/client";
import type { Order, Payment } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT, type Key } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { useShop } from "@/lib/session";
import { Segments } from "@/ui/Choice";
import { CodeField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Money } from "@/ui/Num";
import { MoneyField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { takeStep, ways } from "./queries";

/** An order with money on it is let go: how much of that goes back, and how. */
export function LetGoDialog({ order, to, onClose }: { order: Order; to: "cancelled" | "done"; onClose: () => void }) {
  const t = useT();
  const know = useKnow();
  const id = useRef(newId());
  const owed = { own: order.ahead, coin: useShop()?.rounding ?? 0 };
  const form = useForm({ amount: byItself(owed, usual) as number | null, method: usual as Payment["method"], reference: "" }, async ({ amount, method, reference }) => {
    const refunds = amount ? [{ method, amount, ...(reference && method !== "cash" && { reference }) }] : [];
    const after = await takeStep(order.id, { id: id.current, state: to, refunds });
    await know(["orders", "one", order.id], after);
    toast(t("order.moved", { Number: order.number, State: t(`order.state_${after.state}` as Key) }));
    onClose();
  });
  const { values, errors, set } = form;
  return (
    <FormDialog title={t(to === "cancelled" ? "order.cancel_of" : "order.done_of", { Number: order.number })} form={form} save={t(`order.to_${to}`)} onClose={onClose}>
      <MoneyField
        label={t("order.give_back")}
        name="refunds[0].amount"
        data-autofocus
        value={values.amount}
        onChange={(amount) => set("amount", amount)}
        error={errors["refunds[0].amount"]}
        hint={
          <>
            {t("order.held")} <Money rial={order.ahead} unit />. {t("order.give_back_hint")}
          </>
        }
      />
      <Segments label={t("order.way")} value={values.method} onChange={(method) => (set("amount", another(values, method, owed).amount), set("method", method))} options={ways.map((value) => ({ value, label: t(`method.${value}`) }))} />
      {values.method !== "cash" && <CodeField label={t("invoice.reference")} optional name="refunds[0].reference" value={values.reference} onChange={(reference) => set("reference", reference)} error={errors["refunds[0].reference"]} />}
    </FormDialog>
  );
}
