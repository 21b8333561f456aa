import { IconDeviceFloppy, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, newId, ok } from "@/lib/api/client";
import type { Till } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { till as here } from "@/lib/session";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { Check } from "@/ui/Choice";
import { CodeField, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Num } from "@/ui/Num";
import { Notice, Skeleton, Tag } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { ShopForm } from "./ShopForm";
import { TillPrinter } from "./Printer";
import { useTills } from "./queries";

/** The counters of the shop, each with its own series of numbers. */
export function Tills() {
  const t = useT();
  const tills = useTills();
  const [open, setOpen] = useState(false);
  if (tills.isError) return <Notice kind="wrong">{t("app.failed")}</Notice>;
  if (!tills.data) return <Skeleton height={120} />;
  return (
    <div className="stack">
      {tills.data.items.map((till) => (
        <section key={till.id} className="settings-till" aria-label={till.name}>
          <One till={till} />
          <TillPrinter till={till.id} />
        </section>
      ))}
      <div>
        <Button icon={IconPlus} onClick={() => setOpen(true)}>
          {t("seat.new")}
        </Button>
      </div>
      <ShopForm>
        {({ values, set }) => (
          <div>
            <Check name="needs_shift" checked={values.needs_shift} onChange={(needs) => set("needs_shift", needs)}>
              {t("seat.needs_shift")}
            </Check>
            <p className="sm mut">{t("seat.needs_shift_effect")}</p>
          </div>
        )}
      </ShopForm>
      {open && <NewTill onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Another till, with a series of its own. */
function NewTill({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [id] = useState(newId);
  const form = useForm({ name: "" }, async ({ name }) => {
    const made = await ok(api.POST("/api/tills", { body: { id, name } }));
    await client.invalidateQueries({ queryKey: ["tills"] });
    toast(t("seat.made", { Name: `\u2068${made.name}\u2069`, Series: made.series }));
    onClose();
  });
  return (
    <FormDialog title={t("seat.new")} form={form} onClose={onClose}>
      <TextField label={t("settings.till_name")} name="name" value={form.values.name} onChange={(name) => form.set("name", name)} error={form.errors["name"]} hint={t("seat.new_hint")} />
    </FormDialog>
  );
}

function One({ till }: { till: Till }) {
  const t = useT();
  const client = useQueryClient();
  const own = useStore(here);
  const form = useForm({ name: till.name, memory_id: till.memory_id }, async ({ name, memory_id }) => {
    const next = await ok(api.PATCH("/api/tills/{id}", { params: { path: { id: till.id } }, body: { name, memory_id } }));
    if (own?.id === next.id) here.set(next);
    await client.invalidateQueries({ queryKey: ["tills"] });
    toast(t("app.saved"));
  });
  const { values, errors, set } = form;
  return (
    <form ref={form.ref} className="settings-one" onSubmit={(event) => void form.submit(event)} noValidate aria-label={till.name}>
      <div className="row between">
        <span className="sm mut">
          {t("settings.series")} <Num>{till.series}</Num>
        </span>
        {own?.id === till.id && <Tag kind="good">{t("settings.this_till")}</Tag>}
      </div>
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      <TextField label={t("settings.till_name")} name="name" value={values.name} onChange={(name) => set("name", name)} error={errors["name"]} hint={t("settings.till_name_effect")} />
      <CodeField label={t("settings.memory_id")} optional name="memory_id" inputMode="text" value={values.memory_id} onChange={(id) => set("memory_id", id.toUpperCase())} error={errors["memory_id"]} hint={t("settings.memory_id_effect")} />
      <div className="settings-save">
        <Button kind="primary" type="submit" icon={IconDeviceFloppy} disabled={!form.changed || form.busy}>
          {t("app.save")}
        </Button>
      </div>
    </form>
  );
}
