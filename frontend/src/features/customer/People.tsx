import { IconPencil, IconUserPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { api, newId, ok, Problem } from "@/lib/api/client";
import type { CustomerPerson } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { ActionButton, Button } from "@/ui/Button";
import { PhoneField, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Phone } from "@/ui/Num";
import { toast } from "@/ui/Toast";

const keyOf = (id: string) => ["customer_people", id];

/** Whom one talks to at an organisation. A search for one of them finds the organisation. */
export function People({ customer_id, writable }: { customer_id: string; writable: boolean }) {
  const t = useT();
  const [open, setOpen] = useState<CustomerPerson | "new" | null>(null);
  const { data } = useQuery({ queryKey: keyOf(customer_id), queryFn: () => ok(api.GET("/api/customers/{id}/people", { params: { path: { id: customer_id } } })) });
  const people = data?.items ?? [];
  const add: Action = { id: "customer.person_new", label: "contact.new", keys: ["Alt+P"], icon: IconUserPlus, disabled: !writable, run: () => setOpen("new") };
  useActions([add], { title: "customer.one", off: open !== null });
  return (
    <section className="customers-part" aria-label={t("contact.title")}>
      <div className="row">
        <h3 className="grow">{t("contact.title")}</h3>
        {writable && <ActionButton action={add} kind="ghost" />}
      </div>
      {people.length === 0 && data && <p className="sm mut">{t("contact.none")}</p>}
      <ul>
        {people.map((person) => (
          <li key={person.id}>
            <span className="grow">
              <Bdi>{person.name}</Bdi>
              {person.position && (
                <small className="mut">
                  <Bdi>{person.position}</Bdi>
                </small>
              )}
            </span>
            {person.phone && (
              <span className="sm sec">
                <Phone>{person.phone}</Phone>
              </span>
            )}
            {writable && <Button kind="ghost" icon={IconPencil} aria-label={t("contact.edit", { Name: person.name })} title={t("contact.edit", { Name: person.name })} onClick={() => setOpen(person)} />}
          </li>
        ))}
      </ul>
      {open !== null && <PersonForm customer_id={customer_id} person={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** What the server hides begins with a bullet: it is not to be edited, only to be replaced. */
const shown = (phone: string | undefined) => (phone?.startsWith("•") ? "" : (phone ?? "").replace(/^\+98/, "0"));

function PersonForm({ customer_id, person, onClose }: { customer_id: string; person: CustomerPerson | null; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [id] = useState(newId);
  const first = { name: person?.name ?? "", position: person?.position ?? "", phone: shown(person?.phone) };
  const anew = () => client.invalidateQueries({ queryKey: keyOf(customer_id) });
  const form = useForm(
    first,
    async (values) => {
      if (person) {
        const body = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== first[field as keyof typeof first]));
        if (Object.keys(body).length > 0) await ok(api.PATCH("/api/customers/{id}/people/{person}", { params: { path: { id: customer_id, person: person.id } }, body }));
      } else await ok(api.POST("/api/customers/{id}/people", { params: { path: { id: customer_id } }, body: { id, ...values } }));
      await anew();
      toast(t("app.saved"));
      onClose();
    },
    ({ name }): Record<string, string> => (name.trim() ? {} : { name: t("contact.missing_name") }),
  );
  const remove = async () => {
    if (!person) return;
    try {
      await ok(api.DELETE("/api/customers/{id}/people/{person}", { params: { path: { id: customer_id, person: person.id } } }));
      await anew();
      toast(t("contact.removed", { Name: person.name }));
      onClose();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      form.fail({}, refusal.message);
    }
  };
  const { values, errors, set } = form;
  return (
    <FormDialog
      title={person ? <Bdi>{person.name}</Bdi> : t("contact.new")}
      form={form}
      width={420}
      onClose={onClose}
      foot={
        person && (
          <Button kind="danger" onClick={() => void remove()}>
            {t("contact.remove")}
          </Button>
        )
      }
    >
      <TextField label={t("customer.name")} name="name" data-autofocus value={values.name} onChange={(value) => set("name", value)} error={errors["name"]} />
      <TextField label={t("contact.position")} optional name="position" placeholder={t("contact.position_hint")} value={values.position} onChange={(value) => set("position", value)} error={errors["position"]} />
      <PhoneField label={t("customer.phone")} optional name="phone" placeholder={person?.phone.startsWith("•") ? person.phone : undefined} value={values.phone} onChange={(value) => set("phone", value)} error={errors["phone"]} />
    </FormDialog>
  );
}
