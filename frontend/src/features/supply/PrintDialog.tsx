import { useCategories } from "@/features/product/queries";
import type { Action } from "@/lib/actions";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { openPdf } from "@/lib/openPdf";
import { usePreferences } from "@/lib/prefs";
import { SelectField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { refused } from "@/ui/Toast";
import type { Sheet } from "./queries";

/** Shows a sheet's paper; call it straight from a key or click. */
export const printSheet = (id: string, lang: string, category = "") =>
  void openPdf(`/api/stock-sheets/${encodeURIComponent(id)}/pdf?lang=${lang}&category=${encodeURIComponent(category)}`).catch(refused);

/** Paper to count on: of one category, or of everything on the shelves. */
export function PrintDialog({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const t = useT();
  const { language } = usePreferences();
  const categories = useCategories();
  const form = useForm({ category: "" }, ({ category }) => {
    printSheet(sheet.id, language, category);
    onClose();
    return Promise.resolve();
  });
  // Enter on a list of choices sends no form by itself.
  const go: Action = { id: "supply.print_now", label: "invoice.pdf", keys: ["Enter"], inFields: true, silent: true, run: () => void form.submit() };
  return (
    <FormDialog title={t("supply.print")} form={form} save={t("invoice.pdf")} actions={[go]} onClose={onClose} width={440}>
      <SelectField
        label={t("supply.print_of")}
        data-autofocus
        name="category"
        value={form.values.category}
        onChange={(category) => form.set("category", category)}
        options={[{ value: "", label: t("supply.print_all") }, ...categories.map(({ value }) => ({ value, label: value }))]}
        hint={t("supply.print_blind")}
      />
    </FormDialog>
  );
}
