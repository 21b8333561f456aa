import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import { formatDayShort } from "@/lib/calendar";
import { isoDay } from "@/lib/dates";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { ActionButton } from "@/ui/Button";
import { FormDialog } from "@/ui/FormDialog";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { Num } from "@/ui/Num";
import { NumericField } from "@/ui/NumericField";
import { Tag } from "@/ui/Panel";
import { SmallTable } from "@/ui/SmallTable";
import { useSaved } from "@/ui/useSaved";
import { Coming } from "./Coming";
import { useDeadlines } from "./queries";

/** Within how many days a document goes to the tax system, by the day from which that holds. */
export function Deadlines() {
  const t = useT();
  const all = useDeadlines().data?.items ?? [];
  const [adding, setAdding] = useState(false);
  const add: Action = { id: "taxes.deadline_new", label: "settings.deadline_new", keys: ["Alt+N"], icon: IconPlus, run: () => setAdding(true) };
  useActions([add], { title: "settings.taxes" });
  const now = all.find(({ effective_from }) => effective_from <= isoDay());
  return (
    <section aria-label={t("settings.deadlines")} className="stack">
      <h3>{t("settings.deadlines")}</h3>
      <SmallTable
        rows={all}
        columns={[
          { id: "days", header: t("settings.deadline"), cell: ({ days }) => t("settings.deadline_days", { Count: days }) },
          { id: "from", header: t("settings.rate_from"), cell: ({ effective_from }) => <Num>{formatDayShort(effective_from)}</Num> },
          { id: "state", header: t("settings.rate_state"), quiet: true, cell: (one) => (one === now ? <Tag kind="good">{t("settings.deadline_now")}</Tag> : <Coming from={one.effective_from} />) },
        ]}
      />
      <div>
        <ActionButton action={add} />
      </div>
      {adding && <DeadlineDialog onClose={() => setAdding(false)} />}
    </section>
  );
}

function DeadlineDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const saved = useSaved("tax_deadlines");
  const id = useRef(newId());
  const form = useForm(
    { days: "", effective_from: isoDay() },
    async ({ days, effective_from }) => {
      await ok(api.POST("/api/tax-deadlines", { body: { id: id.current, days: Number(days), effective_from } }));
      await saved();
      onClose();
    },
    ({ days, effective_from }) => ({ ...(days === "" && { days: t("error.invalid_number") }), ...(effective_from === "" && { effective_from: t("error.invalid_date") }) }),
  );
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("settings.deadline_new")} form={form} onClose={onClose} width={420}>
      <NumericField label={t("settings.deadline")} name="days" decimals={0} suffix={t("settings.deadline_unit")} data-autofocus value={values.days} onChange={(days) => set("days", days)} error={errors["days"]} />
      <JalaliDateField label={t("settings.rate_from")} name="effective_from" value={values.effective_from} onChange={(day) => set("effective_from", day)} error={errors["effective_from"]} />
      <p className="sm mut">{t("settings.deadline_effect")}</p>
    </FormDialog>
  );
}
