import { IconDeviceFloppy } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Till } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { till as here } from "@/lib/session";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { CodeField, TextField } from "@/ui/Field";
import { Num } from "@/ui/Num";
import { Notice, Skeleton, Tag } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { TillPrinter } from "./Printer";
import { useTills } from "./queries";

/** The counters of the shop, each with its own series of numbers. */
export function Tills() {
  const t = useT();
  const tills = useTills();
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
    </div>
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
