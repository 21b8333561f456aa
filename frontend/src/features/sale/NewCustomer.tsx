/* eslint-disable jsx-a11y/no-autofocus -- it opens by a key of the seller, who goes on typing */
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useActions } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import type { Customer } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { CodeField, PhoneField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Panel";
import { twinsByField, useAlike, type Why } from "@/features/customer/alike";
import { Known } from "@/features/customer/Known";

/** A name or a number was looked for and not found: it is already typed. */
const begin = (typed: string) => (/^\+?\d[\d\s-]{3,}$/.test(latinDigits(typed)) ? { name: "", phone: latinDigits(typed) } : { name: typed, phone: "" });

/** Somebody new, while they wait: a name is enough, the rest has time. */
export function NewCustomer({ typed, onDone }: { typed: string; onDone: (customer: Customer | null) => void }) {
  const t = useT();
  const [id] = useState(newId);
  const first = begin(typed.trim());
  const form = useForm(
    { kind: "person" as Customer["kind"], ...first, national_id: "" },
    async ({ kind, name, phone, national_id }) => {
      const body = { id, kind, name: name.trim(), ...(phone.trim() && { phone: phone.trim() }), ...(national_id.trim() && { national_id: national_id.trim() }) };
      onDone(await ok(api.POST("/api/customers", { body })));
    },
    ({ name }) => ({ ...(name.trim() === "" && { name: t("error.required") }) }),
  );
  const { values, errors, set } = form;
  const alike = twinsByField(useAlike(values));
  const known = alike.phone ?? alike.national_id ?? alike.name;
  const twin = (why: Why) => <Known twin={alike[why]} why={why} act="alike.take" keys={alike[why] === known ? "Alt+Enter" : undefined} onTake={onDone} />;
  useActions([...(known ? [{ id: "counter.known", label: "alike.take" as const, keys: ["Alt+Enter"], run: () => onDone(known.customer) }] : []), { id: "counter.new_customer.back", label: "app.back", keys: ["Escape"], run: () => onDone(null) }], { title: "counter.new_customer" });
  const company = values.kind === "organisation";
  return (
    <form ref={form.ref} className="counter-form" noValidate onSubmit={(event) => void form.submit(event)}>
      <h2 className="h2">{t("counter.new_customer")}</h2>
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      <TextField label={t(company ? "counter.company_name" : "counter.customer_name")} name="name" value={values.name} onChange={(value) => set("name", value)} error={errors["name"]} autoFocus={first.name === ""} />
      {twin("name")}
      <PhoneField label={t("counter.phone")} name="phone" optional value={values.phone} onChange={(value) => set("phone", value)} error={errors["phone"]} autoFocus={first.name !== ""} />
      {twin("phone")}
      <Segments
        label={t("counter.customer_kind")}
        value={values.kind}
        onChange={(kind) => set("kind", kind)}
        options={[
          { value: "person", label: t("counter.person") },
          { value: "organisation", label: t("counter.company") },
        ]}
      />
      <CodeField label={t(company ? "counter.legal_id" : "counter.national_id")} name="national_id" optional value={values.national_id} onChange={(value) => set("national_id", value)} error={errors["national_id"]} />
      {twin("national_id")}
      <Button kind="primary" type="submit" icon={IconUserPlus} keys="Enter" disabled={form.busy} large>
        {t("counter.make_customer")}
      </Button>
      <Button kind="ghost" keys="Escape" onClick={() => onDone(null)}>
        {t("app.back")}
      </Button>
    </form>
  );
}
