import { useQueryClient } from "@tanstack/react-query";
import type { Contact, Order, OrderRow } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { inDigits, useT } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";
import { Segments } from "@/ui/Choice";
import { CodeField, PhoneField, TextArea, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { toast } from "@/ui/Toast";
import { changeOrder } from "./queries";

type Delivery = Exclude<OrderRow["delivery"], "">;

/** How an order goes out, said otherwise. What is hidden stays as it is unless something new is written. */
export function ChangeDialog({ order, contact, onClose }: { order: Order; contact: Contact | undefined; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const before = {
    promised_on: order.promised_on,
    promised_time: order.promised_time,
    delivery: (order.delivery || "pickup") as Delivery,
    recipient: order.recipient,
    phone: contact?.phone.replace(/^\+98/, "0") ?? "",
    address: contact?.address ?? "",
    tracking_code: order.tracking_code,
    note: order.note,
  };
  const form = useForm(before, async (values) => {
    const body = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== before[field as keyof typeof before]));
    client.setQueryData(["orders", "one", order.id], await changeOrder(order.id, body));
    toast(t("order.changed", { Number: order.number }));
    onClose();
  });
  const { values, errors, set } = form;
  const veil = (text: string) => (contact ? undefined : inDigits(text));
  return (
    <FormDialog title={t("order.change_of", { Number: order.number })} form={form} onClose={onClose} width={520}>
      <div className="orders-pair">
        <JalaliDateField label={t("order.promised")} optional name="promised_on" data-autofocus value={values.promised_on} onChange={(day) => (set("promised_on", day), day === "" && set("promised_time", ""))} error={errors["promised_on"]} />
        <CodeField label={t("order.hour")} optional name="promised_time" placeholder={inDigits("17:30")} value={values.promised_time} onChange={(hour) => set("promised_time", latinDigits(hour))} error={errors["promised_time"]} />
      </div>
      <Segments label={t("order.delivery")} value={values.delivery} onChange={(delivery) => set("delivery", delivery)} options={(["pickup", "courier", "post"] as const).map((value) => ({ value, label: t(`order.by_${value}`) }))} />
      {values.delivery !== "pickup" && (
        <>
          <div className="orders-pair">
            <TextField label={t("order.recipient")} optional name="recipient" value={values.recipient} onChange={(recipient) => set("recipient", recipient)} error={errors["recipient"]} />
            <PhoneField label={t("order.phone")} optional name="phone" placeholder={veil(order.phone)} value={values.phone} onChange={(phone) => set("phone", phone)} error={errors["phone"]} />
          </div>
          <TextArea label={t("order.address")} optional name="address" rows={2} placeholder={veil(order.address)} value={values.address} onChange={(address) => set("address", address)} error={errors["address"]} />
          <CodeField label={t("order.tracking_code")} optional name="tracking_code" inputMode="text" value={values.tracking_code} onChange={(code) => set("tracking_code", code)} error={errors["tracking_code"]} />
        </>
      )}
      <TextField label={t("order.note")} optional name="note" value={values.note} onChange={(note) => set("note", note)} error={errors["note"]} />
    </FormDialog>
  );
}
