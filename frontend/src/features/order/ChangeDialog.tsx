import type { Contact, Order } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { inDigits, useT } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { CodeField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { toast } from "@/ui/Toast";
import { DeliveryFields, type GoingOut } from "./DeliveryFields";
import { changeOrder } from "./queries";

/** How an order goes out, said otherwise. What is hidden stays as it is unless something new is written. */
export function ChangeDialog({ order, contact, onClose }: { order: Order; contact: Contact | undefined; onClose: () => void }) {
  const t = useT();
  const know = useKnow();
  const before = {
    promised_on: order.promised_on,
    promised_time: order.promised_time,
    delivery: (order.delivery || "pickup") as GoingOut["delivery"],
    recipient: order.recipient,
    phone: contact?.phone.replace(/^\+98/, "0") ?? "",
    address: contact?.address ?? "",
    tracking_code: order.tracking_code,
    note: order.note,
  };
  const form = useForm(before, async (values) => {
    const body = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== before[field as keyof typeof before]));
    await know(["orders", "one", order.id], await changeOrder(order.id, body));
    toast(t("order.changed", { Number: order.number }));
    onClose();
  });
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("order.change_of", { Number: order.number })} form={form} onClose={onClose} width={520}>
      <DeliveryFields form={form} veiled={contact ? undefined : { phone: inDigits(order.phone), address: inDigits(order.address) }}>
        <CodeField label={t("order.tracking_code")} optional name="tracking_code" inputMode="text" value={values.tracking_code} onChange={(code) => set("tracking_code", code)} error={errors["tracking_code"]} />
      </DeliveryFields>
    </FormDialog>
  );
}
