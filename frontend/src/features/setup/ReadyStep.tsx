import { IconCircleCheck, IconEqual, IconRefresh } from "@tabler/icons-react";
import { useEffect } from "react";
import type { ImportResult } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { Notice } from "@/ui/Panel";

export type Brought = Pick<ImportResult, "new" | "changed" | "unchanged" | "refused">;

const shown = 5;

/** What came of the list; refused rows are named, so that they can be put right in the file. */
export function ReadyStep({ result }: { result: Brought | null }) {
  const t = useT();
  useEffect(() => document.querySelector<HTMLElement>(".firstrun-go")?.focus(), []);
  if (!result) return null;
  const { new: fresh, changed, unchanged, refused } = result;
  return (
    <div className="stack">
      <ul className="firstrun-result">
        {(fresh > 0 || changed + unchanged === 0) && (
          <li>
            <IconCircleCheck size={20} stroke={1.75} aria-hidden="true" />
            {t("firstrun.goods_new", { Count: fresh })}
          </li>
        )}
        {changed > 0 && (
          <li>
            <IconRefresh size={20} stroke={1.75} aria-hidden="true" />
            {t("firstrun.goods_changed", { Count: changed })}
          </li>
        )}
        {unchanged > 0 && (
          <li>
            <IconEqual size={20} stroke={1.75} aria-hidden="true" />
            {t("firstrun.goods_unchanged", { Count: unchanged })}
          </li>
        )}
      </ul>
      {refused.length > 0 && (
        <Notice kind="needs">
          <b>{t("firstrun.goods_refused", { Count: refused.length })}</b>
          <ul>
            {refused.slice(0, shown).map(({ row, field, message }) => (
              <li key={`${row}.${field}`}>
                {t("firstrun.goods_row", { Row: row })}: {message}
              </li>
            ))}
            {refused.length > shown && <li>{t("firstrun.goods_refused_more", { Count: refused.length - shown })}</li>}
          </ul>
        </Notice>
      )}
    </div>
  );
}
