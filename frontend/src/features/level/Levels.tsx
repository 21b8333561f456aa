import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { newId } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { persianDigitsOn, useT } from "@/lib/i18n";
import { ActionButton, Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Percent } from "@/ui/Num";
import { NumericField } from "@/ui/NumericField";
import { SmallTable } from "@/ui/SmallTable";
import { refused } from "@/ui/Toast";
import { useSaved } from "@/ui/useSaved";
import { changeLevel, createLevel, removeLevel, useLevels, type Level } from "./queries";

/** The price levels of the shop: made, changed, taken away. */
export function Levels() {
  const t = useT();
  const levels = useLevels();
  const [open, setOpen] = useState<Level | "new" | null>(null);
  const add: Action = { id: "levels.new", label: "level.new", keys: ["Insert"], icon: IconPlus, run: () => setOpen("new") };
  useActions([add], { title: "level.levels", off: open !== null });
  return (
    <>
      {levels.length === 0 && <p className="mut">{t("level.none_yet")}</p>}
      {levels.length > 0 && (
        <SmallTable
          rows={levels}
          columns={[
            {
              id: "name",
              header: t("level.name"),
              cell: (level) => (
                <Button kind="link" onClick={() => setOpen(level)}>
                  <Bdi>{level.name}</Bdi>
                </Button>
              ),
            },
            { id: "percent", header: t("level.percent"), cell: ({ percent }) => <Percent>{Number(percent)}</Percent> },
          ]}
        />
      )}
      <div>
        <ActionButton action={add} kind="primary" />
      </div>
      {open && <LevelDialog level={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function LevelDialog({ level, onClose }: { level: Level | null; onClose: () => void }) {
  const t = useT();
  const saved = useSaved("price_levels");
  const id = useRef(newId());
  const done = async (text: string) => {
    await saved(text);
    onClose();
  };
  const form = useForm({ name: level?.name ?? "", percent: level?.percent ?? "" }, async ({ name, percent }) => {
    const body = { name, percent: percent === "" ? "0" : percent };
    await (level ? changeLevel(level.id, body) : createLevel({ id: id.current, ...body }));
    await done(t("app.saved"));
  });
  const { values, errors, set } = form;
  return (
    <FormDialog
      title={level ? <Bdi>{level.name}</Bdi> : t("level.new")}
      form={form}
      onClose={onClose}
      width={420}
      foot={level && <Button kind="ghost" icon={IconTrash} onClick={() => void removeLevel(level.id).then(() => done(t("level.removed", { Name: level.name })), refused)}>{t("level.remove")}</Button>}
    >
      <TextField label={t("level.name")} name="name" data-autofocus placeholder={t("level.name_hint")} value={values.name} onChange={(name) => set("name", name)} error={errors["name"]} />
      <NumericField label={t("level.percent")} name="percent" decimals={2} suffix={persianDigitsOn() ? "٪" : "%"} value={values.percent} onChange={(percent) => set("percent", percent)} error={errors["percent"]} hint={t("level.percent_effect")} />
    </FormDialog>
  );
}
