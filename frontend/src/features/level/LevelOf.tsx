import { useQueryClient } from "@tanstack/react-query";
import type { Customer } from "@/lib/api/types";
import { Problem } from "@/lib/api/client";
import { useT } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { SelectField } from "@/ui/Field";
import { toast } from "@/ui/Toast";
import { giveLevel, useLevels } from "./queries";

/** What a customer pays by; chosen and kept at once. */
export function LevelOf({ customer }: { customer: Customer }) {
  const t = useT();
  const client = useQueryClient();
  const mayWrite = useMay("product_write");
  const levels = useLevels();
  if (levels.length === 0) return null;
  const choose = async (level: string) => {
    try {
      await giveLevel(customer.id, level);
      await client.invalidateQueries({ queryKey: ["customers"] });
      toast(t("app.saved"));
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      toast(refusal.errors[0]?.detail ?? refusal.message, { kind: "wrong" });
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
