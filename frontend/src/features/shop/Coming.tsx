import { isoDay } from "@/lib/dates";
import { useT } from "@/lib/i18n";
import { Tag } from "@/ui/Panel";

/** Marks what holds from a later day on. */
export function Coming({ from }: { from: string }) {
  const t = useT();
  return from > isoDay() && <Tag kind="info">{t("settings.rate_coming")}</Tag>;
}
