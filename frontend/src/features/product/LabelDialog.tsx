import { useState } from "react";
import type { Product } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { formatNumber } from "@/lib/numbers";
import { openPdf } from "@/lib/openPdf";
import { Segments } from "@/ui/Choice";
import { SelectField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { NumericField } from "@/ui/NumericField";

/** As many goods as one document of labels takes. */
const most = 200;

/** Columns, rows, and a label's width and height in mm. */
const sheets = [
  [2, 7, 105, 42],
  [3, 8, 70, 37],
  [4, 10, 52, 30],
] as const;

/** Shelf labels of one product, or of those at the top of the list. */
export function LabelDialog({ product, list, onClose }: { product: Product; list: readonly Product[]; onClose: () => void }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const some = list.slice(0, most);
  const form = useForm({ copies: "1", sheet: "3x8", skip: "0" }, async ({ copies, sheet, skip }) => {
    const asked = new URLSearchParams({ products: (all ? some : [product]).map(({ id }) => id).join(","), copies: copies || "0", skip: skip || "0", sheet });
    await openPdf(`/api/labels?${asked}`);
    onClose();
  });
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("product.labels_of", { Name: product.name })} save={t("product.labels_make")} form={form} onClose={onClose} width={440}>
      {some.length > 1 && (
        <Segments
          quiet
          label={t("product.label_for")}
          value={all ? "all" : "one"}
          onChange={(value) => setAll(value === "all")}
          options={[
            { value: "one", label: t("product.label_one") },
            { value: "all", label: t("product.label_all", { Count: some.length }) },
          ]}
        />
      )}
      <NumericField label={t("product.label_copies")} name="copies" decimals={0} data-autofocus value={values.copies} onChange={(value) => set("copies", value)} error={errors["copies"]} />
      <SelectField
        label={t("product.label_sheet")}
        name="sheet"
        value={values.sheet}
        onChange={(value) => set("sheet", value)}
        error={errors["sheet"]}
        options={sheets.map(([columns, rows, width, height]) => ({
          value: `${columns}x${rows}`,
          label: t("product.label_size", { Columns: formatNumber(columns), Rows: formatNumber(rows), Width: formatNumber(width), Height: formatNumber(height) }),
        }))}
      />
      <NumericField label={t("product.label_skip")} name="skip" decimals={0} value={values.skip} onChange={(value) => set("skip", value)} error={errors["skip"]} />
    </FormDialog>
  );
}
