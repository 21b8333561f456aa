import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newId } from "@/lib/api/client";
import type { Customer, OrderRow, Sale } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { Segments } from "@/ui/Choice";
import { FormDialog } from "@/ui/FormDialog";
import { Notice } from "@/ui/Panel";
import { DeliveryFields, type GoingOut } from "./DeliveryFields";
import { placeOrder } from "./queries";
import "./order.css";

/** What the basket becomes when it is not taken along: an order with a promise and a way out. */
export function NewOrder({ draft, onPlaced, onClose }: { draft: Omit<Sale, "id" | "payments">; onPlaced: (made: OrderRow) => void; onClose: () => void }) {
  const t = useT();
  const id = useRef(newId());
  const form = useForm(
    { source: "phone" as "phone" | "counter", promised_on: "", promised_time: "", delivery: "pickup" as GoingOut["delivery"], recipient: "", phone: "", address: "", note: "" },
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
      <DeliveryFields form={form} addressHint={known?.address ? t("order.address_of_customer") : undefined}>
        {known?.address === "" && values.address.trim() === "" && <Notice kind="needs">{t("order.address_missing")}</Notice>}
      </DeliveryFields>
    </FormDialog>
  );
}
