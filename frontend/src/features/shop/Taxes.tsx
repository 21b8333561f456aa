import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import { formatDayShort } from "@/lib/calendar";
import { isoDay } from "@/lib/dates";
import { useForm } from "@/lib/form";
import { hasText, persianDigitsOn, useT } from "@/lib/i18n";
import { ActionButton } from "@/ui/Button";
import { SelectField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { Num, Percent } from "@/ui/Num";
import { NumericField } from "@/ui/NumericField";
import { Notice, Skeleton, Tag } from "@/ui/Panel";
import { SmallTable } from "@/ui/SmallTable";
import { useSaved } from "@/ui/useSaved";
import { Coming } from "./Coming";
import { Deadlines } from "./Deadlines";
import { useTaxRates } from "./queries";
import { inForce, latestFirst } from "./rates";

/** The rates of value-added tax by the day they begin; documents keep the one they were made with. */
export function Taxes() {
  const t = useT();
  const rates = useTaxRates();
  const [adding, setAdding] = useState(false);
  const add: Action = { id: "taxes.new", label: "settings.rate_new", keys: ["Insert"], icon: IconPlus, run: () => setAdding(true) };
  useActions([add], { title: "settings.taxes" });
  const className = (name: string) => {
    const key = `tax.class_${name}`;
    return hasText(key) ? t(key) : name;
  };
  const all = latestFirst(rates.data?.items ?? []);
  const now = inForce(all, isoDay());
  return (
    <>
      {rates.isError && <Notice kind="wrong">{t("app.failed")}</Notice>}
      {rates.isPending && <Skeleton height={120} />}
      {rates.data && (
        <SmallTable
          rows={all}
          columns={[
            { id: "class", header: t("product.tax_class"), cell: ({ tax_class }) => className(tax_class) },
            { id: "rate", header: t("settings.rate"), cell: ({ rate_bp }) => <Percent>{rate_bp / 100}</Percent> },
            { id: "from", header: t("settings.rate_from"), cell: ({ effective_from }) => <Num>{formatDayShort(effective_from)}</Num> },
            { id: "state", header: t("settings.rate_state"), quiet: true, cell: ({ id, effective_from }) => (now.has(id) ? <Tag kind="good">{t("settings.rate_now")}</Tag> : <Coming from={effective_from} />) },
          ]}
        />
      )}
      <div>
        <ActionButton action={add} kind="primary" />
      </div>
      <Deadlines />
      {adding && <RateDialog classes={[...new Set(["standard", "exempt", ...all.map(({ tax_class }) => tax_class)])].map((value) => ({ value, label: className(value) }))} onClose={() => setAdding(false)} />}
    </>
  );
}

function RateDialog({ classes, onClose }: { classes: readonly { value: string; label: string }[]; onClose: () => void }) {
  const t = useT();
  const saved = useSaved("tax_rates");
  const id = useRef(newId());
  const form = useForm(
    { tax_class: "standard", rate_bp: "", effective_from: isoDay() },
    async ({ tax_class, rate_bp, effective_from }) => {
      await ok(api.POST("/api/tax-rates", { body: { id: id.current, tax_class, rate_bp: Math.round(Number(rate_bp) * 100), effective_from } }));
      await saved();
      onClose();
    },
    ({ rate_bp, effective_from }) => {
      const missing: Record<string, string> = {};
      if (rate_bp === "") missing["rate_bp"] = t("error.invalid_percent");
      if (effective_from === "") missing["effective_from"] = t("error.invalid_date");
      return missing;
    },
  );
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("settings.rate_new")} form={form} onClose={onClose} width={420}>
      <SelectField label={t("product.tax_class")} name="tax_class" value={values.tax_class} onChange={(value) => set("tax_class", value)} options={classes} error={errors["tax_class"]} />
      <NumericField label={t("settings.rate")} name="rate_bp" decimals={2} suffix={persianDigitsOn() ? "٪" : "%"} data-autofocus value={values.rate_bp} onChange={(value) => set("rate_bp", value)} error={errors["rate_bp"]} />
      <JalaliDateField label={t("settings.rate_from")} name="effective_from" value={values.effective_from} onChange={(day) => set("effective_from", day)} error={errors["effective_from"]} />
      <p className="sm mut">{t("settings.rate_effect")}</p>
    </FormDialog>
  );
}
