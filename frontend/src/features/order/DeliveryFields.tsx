import type { ReactNode } from "react";
import { gone } from "@/features/cheque/values";
import type { OrderRow } from "@/lib/api/types";
import { isoDay } from "@/lib/dates";
import type { Form } from "@/lib/form";
import { inDigits, useT } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";
import { Segments } from "@/ui/Choice";
import { CodeField, PhoneField, TextArea, TextField } from "@/ui/Field";
import { JalaliDateField } from "@/ui/JalaliDateField";

export interface GoingOut {
  promised_on: string;
  promised_time: string;
  delivery: Exclude<OrderRow["delivery"], "">;
  recipient: string;
  phone: string;
  address: string;
  note: string;
}

interface Props {
  form: Pick<Form<GoingOut>, "values" | "errors" | "set">;
  /** What stands there already and is hidden: shown in the empty field. */
  veiled?: { phone: string; address: string };
  addressHint?: string;
  /** Asked as well where the order does not wait to be fetched. */
  children?: ReactNode;
}

/** When and how an order goes out, to whom and where. */
export function DeliveryFields({ form: { values, errors, set }, veiled, addressHint, children }: Props) {
  const t = useT();
  return (
    <>
      <div className="orders-pair">
        <JalaliDateField label={t("order.promised")} said={gone(values.promised_on, isoDay()) && t("order.promise_gone")} optional name="promised_on" data-autofocus value={values.promised_on} onChange={(day) => (set("promised_on", day), day === "" && set("promised_time", ""))} error={errors["promised_on"]} />
        <CodeField label={t("order.hour")} optional name="promised_time" placeholder={inDigits("17:30")} value={values.promised_time} onChange={(hour) => set("promised_time", latinDigits(hour))} error={errors["promised_time"]} />
      </div>
      <Segments label={t("order.delivery")} value={values.delivery} onChange={(delivery) => set("delivery", delivery)} options={(["pickup", "courier", "post"] as const).map((value) => ({ value, label: t(`order.by_${value}`) }))} />
      {values.delivery !== "pickup" && (
        <>
          <div className="orders-pair">
            <TextField label={t("order.recipient")} optional name="recipient" value={values.recipient} onChange={(recipient) => set("recipient", recipient)} error={errors["recipient"]} />
            <PhoneField label={t("order.phone")} optional name="phone" placeholder={veiled?.phone} value={values.phone} onChange={(phone) => set("phone", phone)} error={errors["phone"]} />
          </div>
          <TextArea label={t("order.address")} optional name="address" rows={2} placeholder={veiled?.address} value={values.address} onChange={(address) => set("address", address)} error={errors["address"]} hint={addressHint} />
          {children}
        </>
      )}
      <TextField label={t("order.note")} optional name="note" value={values.note} onChange={(note) => set("note", note)} error={errors["note"]} />
    </>
  );
}
