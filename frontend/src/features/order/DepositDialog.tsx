import { useRef } from "react";
import { newId } from "@/lib/api/client";
import type { Order, Payment } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { Segments } from "@/ui/Choice";
import { CodeField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Money } from "@/ui/Num";
import { MoneyField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { usual } from "@/features/sale/payments";
import { payAhead, ways } from "./queries";

/** Money that is paid before anything is handed over. It is applied by itself when goods go out. */
export function DepositDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useT();
  const know = useKnow();
  const id = useRef(newId());
  const form = useForm(
    { amount: null as number | null, method: usual as Payment["method"], reference: "" },
    async ({ amount, method, reference }) => {
      const after = await payAhead(order.id, { id: id.current, amount: amount ?? 0, method, ...(reference && { reference }) });
      await know(["orders", "one", order.id], after);
      toast(t("order.deposit_taken", { Number: order.number }));
      onClose();
    },
    ({ amount }): Record<string, string> => (amount === null || amount <= 0 ? { amount: t("error.invalid_amount") } : {}),
  );
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("order.deposit_of", { Number: order.number })} form={form} onClose={onClose}>
      <MoneyField label={t("order.amount")} name="amount" data-autofocus value={values.amount} onChange={(amount) => set("amount", amount)} error={errors["amount"]} hint={<>{t("order.left_to_pay")} <Money rial={order.left_to_pay} unit /></>} />
      <Segments label={t("order.way")} value={values.method} onChange={(method) => set("method", method)} options={ways.map((value) => ({ value, label: t(`method.${value}`) }))} />
      {values.method !== "cash" && <CodeField label={t("invoice.reference")} optional name="reference" value={values.reference} onChange={(reference) => set("reference", reference)} error={errors["reference"]} />}
    </FormDialog>
  );
}
