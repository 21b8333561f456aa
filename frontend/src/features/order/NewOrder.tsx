import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newId } from "@/lib/api/client";
import type { Customer, OrderRow, Sale } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { inDigits, useT } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";
import { Segments } from "@/ui/Choice";
import { CodeField, PhoneField, TextArea, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { Notice } from "@/ui/Panel";
import { placeOrder } from "./queries";
import "./order.css";

type Delivery = Exclude<OrderRow["delivery"], "">;

/** What the basket becomes when it is not taken along: an order with a promise and a way out. */
export function NewOrder({ draft, onPlaced, onClose }: { draft: Omit<Sale, "id" | "payments">; onPlaced: (made: OrderRow) => void; onClose: () => void }) {
  const t = useT();
  const id = useRef(newId());
  const form = useForm(
    { source: "phone" as "phone" | "counter", promised_on: "", promised_time: "", delivery: "pickup" as Delivery, recipient: "", phone: "", address: "", note: "" },
    async (values) => {
      const { recipient, phone, address, ...rest } = values;
      onPlaced(await placeOrder({ id: id.current, ...draft, ...rest, ...(values.delivery === "pickup" ? {} : { recipient, phone, address }) }));
    },
  );
  const { values, errors, set } = form;
  // What the counter's card knows of the customer already: asking anew would be written down.
  const known = useQueryClient().getQueryData<Customer>(["customers", "one", draft.customer_id]);
  const problem = errors["customer_id"] ?? Object.entries(errors).find(([field]) => field === "lines" || field.startsWith("lines["))?.[1];
  return (
    <FormDialog title={t("order.new")} form={problem ? { ...form, problem } : form} onClose={onClose} width={520}>
      <Segments
        label={t("order.source")}
        value={values.source}
        onChange={(source) => set("source", source)}
        options={[
          { value: "phone", label: t("order.from_phone") },
          { value: "counter", label: t("order.from_counter") },
        ]}
      />
      <div className="orders-pair">
        <JalaliDateField label={t("order.promised")} optional name="promised_on" data-autofocus value={values.promised_on} onChange={(day) => set("promised_on", day)} error={errors["promised_on"]} />
        <CodeField label={t("order.hour")} optional name="promised_time" placeholder={inDigits("17:30")} value={values.promised_time} onChange={(hour) => set("promised_time", latinDigits(hour))} error={errors["promised_time"]} />
      </div>
      <Segments label={t("order.delivery")} value={values.delivery} onChange={(delivery) => set("delivery", delivery)} options={(["pickup", "courier", "post"] as const).map((value) => ({ value, label: t(`order.by_${value}`) }))} />
      {values.delivery !== "pickup" && (
        <>
          <div className="orders-pair">
            <TextField label={t("order.recipient")} optional name="recipient" value={values.recipient} onChange={(recipient) => set("recipient", recipient)} error={errors["recipient"]} />
            <PhoneField label={t("order.phone")} optional name="phone" value={values.phone} onChange={(phone) => set("phone", phone)} error={errors["phone"]} />
          </div>
          <TextArea label={t("order.address")} optional name="address" value={values.address} onChange={(address) => set("address", address)} error={errors["address"]} hint={known?.address ? t("order.address_of_customer") : undefined} />
          {known?.address === "" && values.address.trim() === "" && <Notice kind="needs">{t("order.address_missing")}</Notice>}
        </>
      )}
      <TextField label={t("order.note")} optional name="note" value={values.note} onChange={(note) => set("note", note)} error={errors["note"]} />
    </FormDialog>
  );
}
