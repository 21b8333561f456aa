import type { Customer } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { SelectField } from "@/ui/Field";
import { refused } from "@/ui/Toast";
import { useSaved } from "@/ui/useSaved";
import { giveLevel, useLevels } from "./queries";

/** What a customer pays by; chosen and kept at once. */
export function LevelOf({ customer }: { customer: Customer }) {
  const t = useT();
  const saved = useSaved("customers");
  const mayWrite = useMay("product_write");
  const levels = useLevels();
  if (levels.length === 0) return null;
  const choose = async (level: string) => {
    try {
      await giveLevel(customer.id, level);
      await saved();
    } catch (refusal) {
      refused(refusal);
    }
  };
  const known = levels.some(({ id }) => id === customer.level_id);
  return (
    <SelectField
      label={t("level.level")}
      name="level_id"
      disabled={!mayWrite}
      value={known ? customer.level_id : ""}
      onChange={(level) => void choose(level)}
      options={[{ value: "", label: t("level.none") }, ...levels.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
