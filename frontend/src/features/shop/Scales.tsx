import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import type { Answer } from "@/lib/api/paths";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";
import { ActionButton, Button } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { CodeField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Num } from "@/ui/Num";
import { NumericField } from "@/ui/NumericField";
import { SmallTable } from "@/ui/SmallTable";
import { refused } from "@/ui/Toast";
import { useSaved } from "@/ui/useSaved";

type Pattern = Answer<"/api/scale-patterns", "get">["items"][number];

/** What such a label looks like: the prefix, the item's digits as A, the value's as B, the check digit as C. */
const sample = ({ prefix, item_digits }: Pick<Pattern, "prefix" | "item_digits">) => `${prefix}${"A".repeat(Math.max(0, item_digits))}`.slice(0, 12).padEnd(12, "B") + "C";

/** How the labels of the shop's scales are read. */
export function Scales() {
  const t = useT();
  const saved = useSaved("scale_patterns");
  const [adding, setAdding] = useState(false);
  const { data } = useQuery({ queryKey: ["scale_patterns", "list"], queryFn: () => ok(api.GET("/api/scale-patterns")) });
  const patterns = data?.items ?? [];
  const add: Action = { id: "scales.new", label: "scale.new", keys: ["Insert"], icon: IconPlus, run: () => setAdding(true) };
  useActions([add], { title: "scale.scales", off: adding });
  const remove = async ({ id, prefix }: Pattern) => {
    try {
      await ok(api.DELETE("/api/scale-patterns/{id}", { params: { path: { id } } }));
      await saved(t("scale.removed", { Prefix: `\u2066${prefix}\u2069` }));
    } catch (refusal) {
      refused(refusal);
    }
  };
  return (
    <>
      {data && patterns.length === 0 && <p className="mut">{t("scale.none")}</p>}
      {patterns.length > 0 && (
        <SmallTable
          rows={patterns}
          columns={[
            { id: "like", header: t("scale.like"), cell: (pattern) => <Num>{sample(pattern)}</Num> },
            {
              id: "holds",
              header: t("scale.holds"),
              cell: ({ holds, factor }) => (
                <>
                  {t(`scale.${holds}`)} × <Num>{factor}</Num>
                </>
              ),
            },
            { id: "remove", header: t("scale.remove"), quiet: true, cell: (pattern) => <Button kind="ghost" icon={IconTrash} title={t("scale.remove")} aria-label={t("scale.remove")} onClick={() => void remove(pattern)} /> },
          ]}
        />
      )}
      <div>
        <ActionButton action={add} kind="primary" />
      </div>
      {adding && <PatternDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function PatternDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const saved = useSaved("scale_patterns");
  const id = useRef(newId());
  const form = useForm({ prefix: "", item_digits: "5", holds: "weight" as Pattern["holds"], factor: "1" }, async ({ prefix, item_digits, holds, factor }) => {
    await ok(api.POST("/api/scale-patterns", { body: { id: id.current, prefix, holds, item_digits: Number(item_digits), factor: Number(factor) } }));
    await saved();
    onClose();
  });
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("scale.new")} form={form} onClose={onClose} width={420}>
      <CodeField label={t("scale.prefix")} name="prefix" data-autofocus value={values.prefix} onChange={(prefix) => set("prefix", latinDigits(prefix))} error={errors["prefix"]} hint={t("scale.prefix_hint")} />
      <NumericField label={t("scale.item_digits")} name="item_digits" decimals={0} value={values.item_digits} onChange={(digits) => set("item_digits", digits)} error={errors["item_digits"]} hint={<Num>{sample({ prefix: values.prefix, item_digits: Number(values.item_digits) })}</Num>} />
      <Segments
        label={t("scale.holds")}
        value={values.holds}
        onChange={(holds) => (set("holds", holds), set("factor", holds === "price" ? "10" : "1"))}
        options={[
          { value: "weight", label: t("scale.weight") },
          { value: "price", label: t("scale.price") },
        ]}
      />
      <NumericField label={t(values.holds === "price" ? "scale.factor_price" : "scale.factor_weight")} name="factor" decimals={0} value={values.factor} onChange={(factor) => set("factor", factor)} error={errors["factor"]} hint={values.holds === "price" ? t("scale.effect") : undefined} />
    </FormDialog>
  );
}
