import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
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
import { toast } from "@/ui/Toast";
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
      <table className="settings-rates">
        <thead>
          <tr>
            <th scope="col">{t("settings.deadline")}</th>
            <th scope="col">{t("settings.rate_from")}</th>
            <th scope="col">
              <span className="sr">{t("settings.rate_state")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.id}>
              <td>{t("settings.deadline_days", { Count: one.days })}</td>
              <td>
                <Num>{formatDayShort(one.effective_from)}</Num>
              </td>
              <td>{one === now ? <Tag kind="good">{t("settings.deadline_now")}</Tag> : one.effective_from > isoDay() ? <Tag kind="info">{t("settings.rate_coming")}</Tag> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <ActionButton action={add} />
      </div>
      {adding && <DeadlineDialog onClose={() => setAdding(false)} />}
    </section>
  );
}

function DeadlineDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const id = useRef(newId());
  const form = useForm(
    { days: "", effective_from: isoDay() },
    async ({ days, effective_from }) => {
      await ok(api.POST("/api/tax-deadlines", { body: { id: id.current, days: Number(days), effective_from } }));
      await client.invalidateQueries({ queryKey: ["tax_deadlines"] });
      toast(t("app.saved"));
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
