import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import { hasText, useT } from "@/lib/i18n";
import { When } from "@/ui/Num";
import "./pin.css";

/** What was done to some documents by a colleague's leave: who did it, and who allowed it. */
export function ApprovalsOf({ ids }: { ids: readonly string[] }) {
  const t = useT();
  const about = [ids.join(",")];
  const { data } = useQuery({ queryKey: ["approvals", ...about], queryFn: () => ok(api.GET("/api/approvals", { params: { query: { about } } })), enabled: ids.length > 0 });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t("approval.given")}>
      <h3>{t("approval.given")}</h3>
      <ul className="pin-given">
        {data.items.map(({ id, right, staff_name, by_name, at }) => {
          const name = `right.${right}`;
          return (
            <li key={id}>
              <b>{hasText(name) ? t(name) : right}</b>
              <span className="sm mut">
                {t("approval.by", { To: `\u2068${staff_name}\u2069`, By: `\u2068${by_name}\u2069` })} · <When as="time">{at}</When>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
