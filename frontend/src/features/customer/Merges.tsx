import { IconArrowsSplit2, IconGitMerge } from "@tabler/icons-react";
import type { Action } from "@/lib/actions";
import type { Customer } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { ActionButton, Button } from "@/ui/Button";
import { Bdi, When } from "@/ui/Num";
import { useMerges, useMerging } from "./merge";

interface Props {
  customer: Customer;
  /** Opens the window that merges; null when the person may not. */
  begin: Action | null;
}

/** Which entries became this one, each with the way back; and the way to make another one of two. */
export function Merges({ customer, begin }: Props) {
  const t = useT();
  const { separate } = useMerging();
  const merges = (useMerges(customer.id).data?.items ?? []).filter(({ undone }) => !undone);
  if (merges.length === 0 && !begin) return null;
  return (
    <section className="customers-part" aria-label={t("merge.title")}>
      {merges.length > 0 && (
        <ul>
          {merges.map((merge) => (
            <li key={merge.id}>
              <IconGitMerge size={16} stroke={1.75} aria-hidden="true" />
              <span className="grow">
                {t("merge.was", { Name: `\u2068${merge.other_name}\u2069` })}
                <small className="mut">
                  <When>{merge.at}</When> · <Bdi>{merge.staff_name}</Bdi>
                </small>
              </span>
              {begin && (
                <Button kind="ghost" icon={IconArrowsSplit2} onClick={() => void separate(merge)}>
                  {t("merge.separate")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {begin && (
        <div className="row">
          <span className="sm mut grow">{t("merge.question")}</span>
          <ActionButton action={begin} />
        </div>
      )}
    </section>
  );
}
