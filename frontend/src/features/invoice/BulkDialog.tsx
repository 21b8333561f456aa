import { IconDeviceFloppy, IconPlayerStop } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { Action } from "@/lib/actions";
import { newId, Problem } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { hasText, useT } from "@/lib/i18n";
import { formatNumber } from "@/lib/numbers";
import { preferences } from "@/lib/prefs";
import { saveFile } from "@/lib/saveFile";
import { ActionButton, Button } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { FormDialog } from "@/ui/FormDialog";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { Notice } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { beginBulk, bulkFile, stopBulk, useBulk, type Bulk } from "./bulk";

/** A period's documents as PDF: what of them, how far it is, and the file. Closing it stops nothing. */
export function BulkDialog({ of, from, to, onClose }: { of: NonNullable<Bulk["of"]>; from: string; to: string; onClose: () => void }) {
  const { job, set } = useBulk();
  const [another, setAnother] = useState(false);
  if (job === undefined) return null;
  const shown = job !== null && !another && (job.state === "running" || (job.state === "done" && (job.of ?? "invoices") === of));
  if (shown) return <Going job={job} onStop={(now) => set(now)} onAnother={() => setAnother(true)} onClose={onClose} />;
  return <Asking of={of} from={from} to={to} last={another ? null : job} onBegun={(begun) => (set(begun), setAnother(false))} onClose={onClose} />;
}

function Asking({ of, from, to, last, onBegun, onClose }: { of: NonNullable<Bulk["of"]>; from: string; to: string; last: Bulk | null; onBegun: (job: Bulk) => void; onClose: () => void }) {
  const t = useT();
  const id = useRef(newId());
  const form = useForm({ of, from, to, as: "each" as NonNullable<Bulk["as"]>, form: "short" as NonNullable<Bulk["form"]>, lang: preferences.get().language as NonNullable<Bulk["lang"]> }, async (values) => {
    const { from: first, to: final, ...how } = values;
    try {
      onBegun(await beginBulk({ id: id.current, ...how, ...(first && { from: first }), ...(final && { to: final }) }));
    } finally {
      id.current = newId();
    }
  });
  const { values, errors, set } = form;
  const reason = last?.state === "failed" ? `error.${last.code}` : "";
  return (
    <FormDialog title={t("bulk.title")} form={form} save={t("bulk.begin")} onClose={onClose} width={520}>
      {last?.state === "failed" && <Notice kind="wrong">{t("bulk.failed", { Reason: hasText(reason) ? t(reason) : last.code })}</Notice>}
      {last?.state === "cancelled" && <Notice>{t("bulk.stopped")}</Notice>}
      <div className="invoices-pair">
        <JalaliDateField label={t("bulk.from")} optional name="from" data-autofocus value={values.from} onChange={(day) => set("from", day)} error={errors["from"]} />
        <JalaliDateField label={t("bulk.to")} optional name="to" value={values.to} onChange={(day) => set("to", day)} error={errors["to"]} />
      </div>
      <Segments
        label={t("credit.documents")}
        value={values.of}
        onChange={(one) => set("of", one)}
        options={[
          { value: "invoices", label: t("nav.invoices") },
          { value: "credits", label: t("credit.list") },
        ]}
      />
      <Segments
        label={t("bulk.as")}
        value={values.as}
        onChange={(as) => set("as", as)}
        options={[
          { value: "each", label: t("bulk.as_each") },
          { value: "one", label: t("bulk.as_one") },
        ]}
      />
      <div className="invoices-pair">
        <Segments
          label={t("bulk.form")}
          value={values.form}
          onChange={(of) => set("form", of)}
          options={[
            { value: "short", label: t("bulk.form_short") },
            { value: "official", label: t("bulk.form_official") },
          ]}
        />
        <Segments
          label={t("bulk.lang")}
          value={values.lang}
          onChange={(lang) => set("lang", lang)}
          options={[
            { value: "fa", label: "فارسی" },
            { value: "en", label: "English" },
            { value: "both", label: t("bulk.lang_both") },
          ]}
        />
      </div>
      {errors["as"] && <Notice kind="wrong">{errors["as"]}</Notice>}
    </FormDialog>
  );
}

function Going({ job, onStop, onAnother, onClose }: { job: Bulk; onStop: (job: Bulk) => void; onAnother: () => void; onClose: () => void }) {
  const t = useT();
  const [problem, setProblem] = useState("");
  const done = job.state === "done";
  const trying = (what: () => Promise<void>) => () =>
    void what().catch((refusal: unknown) => {
      if (!(refusal instanceof Problem)) throw refusal;
      setProblem(refusal.message);
    });
  const save: Action = {
    id: "bulk.save",
    label: "bulk.save",
    keys: ["Enter"],
    icon: IconDeviceFloppy,
    run: trying(async () => {
      const name = await saveFile(bulkFile(job.id));
      if (!name) return;
      toast(t("invoice.saved", { Name: name }));
      onClose();
    }),
  };
  const stop: Action = { id: "bulk.stop", label: "bulk.stop", keys: ["Shift+Delete"], icon: IconPlayerStop, run: trying(async () => onStop(await stopBulk(job.id))) };
  return (
    <Dialog
      title={t("bulk.title")}
      onClose={onClose}
      width={460}
      actions={[done ? save : stop]}
      foot={
        <>
          {done ? <ActionButton action={save} kind="primary" /> : <ActionButton action={stop} />}
          <span className="grow" />
          {done && <Button onClick={onAnother}>{t("bulk.again")}</Button>}
          <Button onClick={onClose}>{t("app.close")}</Button>
        </>
      }
    >
      <div className="stack">
        {problem && <Notice kind="wrong">{problem}</Notice>}
        <b>{t(job.of === "credits" ? "credit.list" : "nav.invoices")}</b>
        <progress className="invoices-progress" value={job.done} max={Math.max(1, job.total)} aria-label={t("bulk.title")} />
        <span role="status">{done ? t("bulk.ready", { Count: job.total }) : t("bulk.going", { Done: formatNumber(job.done), Total: formatNumber(job.total) })}</span>
        {!done && <span className="sm sec">{t("bulk.text")}</span>}
      </div>
    </Dialog>
  );
}
