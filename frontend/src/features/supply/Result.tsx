import { useT } from "@/lib/i18n";
import { Money } from "@/ui/Num";
import type { Sheet } from "./queries";

/** What came of a sheet: lines that were not as expected, or what the goods cost. */
export function Result({ sheet }: { sheet: Sheet }) {
  const t = useT();
  if (sheet.kind === "received") return sheet.cost > 0 ? <Money rial={sheet.cost} unit /> : <span className="mut">–</span>;
  return sheet.differing > 0 ? <span className="supply-off">{t("supply.differing", { Count: sheet.differing })}</span> : <span className="mut">{t("supply.all_right")}</span>;
}
