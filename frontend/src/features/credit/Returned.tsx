import { IconArrowBackUp } from "@tabler/icons-react";
import type { InvoiceRow } from "@/lib/api/types";
import { useT, type Key } from "@/lib/i18n";
import { Tag } from "@/ui/Panel";

type State = Exclude<InvoiceRow["returned"], "">;

const words: Record<State, Key> = { part: "credit.is_part", whole: "credit.is_whole", void: "credit.is_void", corrected: "credit.is_corrected" };
const kinds = { part: "needs", whole: "needs", void: "wrong", corrected: "" } as const;

/** What came back of a document, in a word. */
export function Returned({ state }: { state: InvoiceRow["returned"] }) {
  const t = useT();
  return state !== "" && <Tag kind={kinds[state]}>{t(words[state])}</Tag>;
}

/** The same as a sign, where there is room for no word. */
export function ReturnedSign({ state }: { state: InvoiceRow["returned"] }) {
  const t = useT();
  if (state === "") return null;
  return (
    <span className={`credits-sign ${kinds[state]}`} title={t(words[state])}>
      <IconArrowBackUp size={16} stroke={2} className="mir" aria-hidden="true" />
      <span className="sr">{t(words[state])}</span>
    </span>
  );
}
