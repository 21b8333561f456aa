import { IconCash, IconEye, IconFileText, IconGauge, IconGitMerge, IconReceipt } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Action } from "@/lib/actions";
import { newId } from "@/lib/api/client";
import type { Customer } from "@/lib/api/types";
import { LevelOf } from "@/features/level/LevelOf";
import type { Holds } from "@/lib/beside";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { EditPanel } from "@/ui/EditPanel";
import { CodeField, PhoneField, SelectField, TextArea, TextField } from "@/ui/Field";
import { Bdi, Money, When } from "@/ui/Num";
import { Notice } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { Account } from "./Account";
import { useAccount } from "./account";
import { Known } from "./Known";
import { twinsByField, useAlike, type Why } from "./alike";
import { LimitDialog } from "./LimitDialog";
import { MergeDialog } from "./MergeDialog";
import { Merges } from "./Merges";
import { People } from "./People";
import { TakeMoney } from "./TakeMoney";
import { changeCustomer, createCustomer, useCustomer } from "./queries";
import { anyHidden, blank, follow, patchOf, valuesOf, veil, type Values } from "./values";

const nothing = { name: "", phone: "", national_id: "" };

interface Props {
  /** Null makes a new one. */
  customer: Customer | null;
  start?: Partial<Values>;
  onSaved: (customer: Customer) => void;
  /** Shows another one: somebody known already, or the one that stays of two. */
  onOther: (customer: Customer) => void;
  onClose: () => void;
  holds: Holds;
}

/** One customer beside the list. Sealed values are hidden until they are asked for, which is written down. */
export function CustomerPanel({ customer: row, start, onSaved, onOther, onClose, holds }: Props) {
  const t = useT();
  const mayWrite = useMay("customer_write");
  const maySee = useMay("sealed_read");
  const mayInvoices = useMay("invoice_read");
  const [asked, setAsked] = useState(false);
  const [merging, setMerging] = useState(false);
  const [taking, setTaking] = useState(false);
  const [limiting, setLimiting] = useState(false);
  const mayLimit = useMay("debt_manage");
  const mayTake = useMay("sell");
  const whole = useCustomer(asked && row ? row.id : undefined);
  const customer = (asked ? whole.data : null) ?? row;
  const id = useRef(newId());
  const initial = customer ? valuesOf(customer) : { ...blank, ...start };
  const base = useRef<Values>(initial);
  const form = useForm<Values>(
    initial,
    async (values) => {
      if (row) {
        const patch = patchOf(base.current, values);
        const next = Object.keys(patch).length > 0 ? await changeCustomer(row.id, patch) : row;
        base.current = values;
        onSaved(next);
      } else onSaved(await createCustomer(id.current, values));
      toast(t("app.saved"));
    },
    ({ name, kind }): Record<string, string> => (name.trim() ? {} : { name: t(kind === "organisation" ? "customer.missing_organisation" : "customer.missing_name") }),
  );
  const { values, errors, set, reset } = form;
  const said = customer && JSON.stringify(valuesOf(customer));
  useEffect(() => {
    if (said === null) return;
    const now = JSON.parse(said) as Values;
    reset(follow(base.current, values, now));
    base.current = now;
  }, [said]); // eslint-disable-line react-hooks/exhaustive-deps -- only when the server says something new

  useEffect(() => {
    if (mayWrite && !row) form.ref.current?.querySelector<HTMLElement>(start?.name ? '[name="phone"]' : '[name="name"]')?.focus();
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- once, when it opens

  const show: Action = { id: "customer.show", label: "customer.show", keys: ["F6"], icon: IconEye, disabled: !maySee || asked, run: () => setAsked(true) };
  const invoices: Action = { id: "customer.invoices", label: "nav.invoices", keys: ["F7"], icon: IconReceipt, disabled: !row || !mayInvoices, run: () => row && navigate(`/invoices?customer=${row.id}`) };
  const take: Action = { id: "customer.take", label: "account.take", keys: ["F4"], icon: IconCash, disabled: !row || !mayTake, run: () => setTaking(true) };
  const account = useAccount(row && mayInvoices ? row.id : undefined).data;
  const limit: Action = { id: "customer.limit", label: "account.limit_change", keys: ["Alt+L"], icon: IconGauge, disabled: !account, run: () => setLimiting(true) };
  const statement: Action = { id: "customer.statement", label: "statement.show", keys: ["F10"], icon: IconFileText, disabled: !row || !mayInvoices, run: () => row && navigate(`/customers/${row.id}/statement`) };
  const veiled = anyHidden(customer);
  const merge: Action = { id: "customer.merge", label: "merge.begin", keys: ["F9"], icon: IconGitMerge, disabled: !row || !mayWrite, run: () => setMerging(true) };

  // Of a known customer only what is changed here is looked at: a name that others have too is no news.
  const fresh = (field: "name" | "phone" | "national_id") => (row && values[field] === base.current[field] ? "" : values[field]);
  const alike = twinsByField(useAlike(mayWrite ? { name: fresh("name"), phone: fresh("phone"), national_id: fresh("national_id") } : nothing, row?.id));
  const known = alike.phone ?? alike.national_id ?? alike.name;
  const twin = (why: Why) => <Known twin={alike[why]} why={why} act="alike.open" keys={alike[why] === known ? "Alt+Enter" : undefined} onTake={onOther} />;
  const openKnown: Action = { id: "customer.known", label: "alike.open", keys: ["Alt+Enter"], run: () => known && onOther(known.customer) };

  const organisation = values.kind === "organisation";
  const name = row?.name ?? t("customer.new");
  return (
    <EditPanel
      id="customer"
      of={row?.id}
      holds={holds}
      about="customer.one"
      form={form}
      label={name}
      title={<Bdi>{name}</Bdi>}
      note={
        row ? (
          <>
            {t("customer.since")} <When>{row.created_at}</When>
          </>
        ) : (
          t("customer.new_note")
        )
      }
      writable={mayWrite}
      changed={Object.keys(patchOf(base.current, values)).length > 0}
      actions={[...(veiled ? [show] : []), ...(row ? [invoices, merge, ...(mayInvoices ? [statement] : []), ...(mayTake ? [take] : []), ...(mayLimit ? [limit] : [])] : []), ...(known ? [openKnown] : [])]}
      foot={row && mayInvoices && <ActionButton action={invoices} />}
      before={
        <>
          {customer && customer.balance !== 0 && (
            <div className={customer.balance > 0 ? "customers-balance owes" : "customers-balance"}>
              <span>{t(customer.balance > 0 ? "customer.owes" : "customer.credit")}</span>
              <b>
                <Money rial={Math.abs(customer.balance)} unit />
              </b>
            </div>
          )}
          {row && mayInvoices && <Account customer={row} actions={mayTake ? [take, statement] : [statement]} limit={mayLimit ? limit : null} />}
          {row && <LevelOf customer={row} />}
          {veiled && (
            <div className="customers-veil">
              <span className="sm grow">{t(maySee ? "customer.veiled" : "customer.veiled_for_you")}</span>
              {maySee && <ActionButton action={show} />}
            </div>
          )}
          {asked && whole.isSuccess && <Notice>{t("customer.shown")}</Notice>}
        </>
      }
      after={
        row && (
          <>
            {limiting && account && <LimitDialog customer={row} limit={account.credit.limited ? account.credit.limit : null} onClose={() => setLimiting(false)} />}
            {taking && <TakeMoney customer={row} onClose={() => setTaking(false)} />}
            {row.kind === "organisation" && <People customer_id={row.id} writable={mayWrite} />}
            <Merges customer={row} begin={mayWrite ? merge : null} />
            {merging && <MergeDialog customer={row} onClose={() => setMerging(false)} onDone={(keep) => (setMerging(false), onOther(keep))} />}
          </>
        )
      }
      onClose={onClose}
    >
        <Segments
          quiet
          label={t("customer.kind")}
          value={values.kind}
          onChange={(kind) => set("kind", kind)}
          options={[
            { value: "person", label: t("customer.person") },
            { value: "organisation", label: t("customer.organisation") },
          ]}
        />
        <TextField label={t(organisation ? "customer.organisation_name" : "customer.name")} name="name" value={values.name} onChange={(value) => set("name", value)} error={errors["name"]} />
        {twin("name")}
        <div className="pair">
          <PhoneField label={t("customer.phone")} optional name="phone" placeholder={veil(customer, "phone")} value={values.phone} onChange={(value) => set("phone", value)} error={errors["phone"]} />
          <TextField label={t("customer.email")} optional name="email" type="email" dir="ltr" data-code="" placeholder={veil(customer, "email")} value={values.email} onChange={(value) => set("email", value)} error={errors["email"]} />
          {twin("phone")}
        </div>
        {twin("national_id")}
        <div className="pair">
          <CodeField label={t(organisation ? "customer.legal_id" : "customer.national_id")} optional name="national_id" placeholder={veil(customer, "national_id")} value={values.national_id} onChange={(value) => set("national_id", value)} error={errors["national_id"]} />
          <CodeField label={t("customer.economic_code")} optional name="economic_code" placeholder={veil(customer, "economic_code")} value={values.economic_code} onChange={(value) => set("economic_code", value)} error={errors["economic_code"]} />
          {organisation && <CodeField label={t("customer.registration_no")} optional name="registration_no" value={values.registration_no} onChange={(value) => set("registration_no", value)} error={errors["registration_no"]} />}
          <CodeField label={t("customer.postal_code")} optional name="postal_code" placeholder={veil(customer, "postal_code")} value={values.postal_code} onChange={(value) => set("postal_code", value)} error={errors["postal_code"]} />
          <TextField label={t("customer.province")} optional name="province" value={values.province} onChange={(value) => set("province", value)} error={errors["province"]} />
          <TextField label={t("customer.city")} optional name="city" value={values.city} onChange={(value) => set("city", value)} error={errors["city"]} />
        </div>
        <TextArea label={t("customer.address")} optional name="address" rows={2} placeholder={veil(customer, "address")} value={values.address} onChange={(value) => set("address", value)} error={errors["address"]} />
        <SelectField
          label={t("customer.language")}
          name="language"
          hint={t("customer.language_hint")}
          value={values.language}
          onChange={(language) => set("language", language as Values["language"])}
          error={errors["language"]}
          options={[
            { value: "", label: t("customer.language_shop") },
            { value: "fa", label: "فارسی" },
            { value: "en", label: "English" },
          ]}
        />
        <TextArea label={t("customer.note")} optional name="note" rows={2} value={values.note} onChange={(value) => set("note", value)} error={errors["note"]} hint={t("customer.note_hint")} />
    </EditPanel>
  );
}
