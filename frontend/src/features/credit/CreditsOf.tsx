import { IconFileTypePdf } from "@tabler/icons-react";
import type { CreditsOf as Of } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { href } from "@/lib/router";
import { openPdf } from "@/lib/openPdf";
import { Button } from "@/ui/Button";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { refused } from "@/ui/Toast";
import "./credit.css";

/** Shows a credit note's paper; call it straight from a key or click. */
export const showCredit = (id: string, form: string, lang: string) =>
  void openPdf(`/api/credits/${encodeURIComponent(id)}/pdf?lang=${lang}&form=${form}`).catch(refused);

/** What came back of a document, under it. */
export function CreditsOf({ of, form, lang }: { of: Of; form: string; lang: string }) {
  const t = useT();
  return (
    <section aria-label={t("credit.came_back")}>
      <h3>
        {t("credit.came_back")} · <Money rial={of.returned} />
      </h3>
      <ul className="credits-of">
        {of.credits.map((note) => (
          <li key={note.id}>
            <span>
              <b>
                <Num>{note.number}</Num>
              </b>{" "}
              <span className="xs mut">
                {t(note.kind === "void" ? "credit.voided" : note.kind === "correction" ? "credit.corrected" : "credit.returned")} · <When as="both">{note.issued_at}</When>
              </span>
            </span>
            <b className="num-col">
              <Money rial={-note.total} />
            </b>
            <span className="xs mut">
              {t("credit.refunded")} <Money rial={note.refunded} />
              {note.taken_off > 0 && (
                <>
                  {" · "}
                  {t("credit.taken_off")} <Money rial={note.taken_off} />
                </>
              )}
              {note.for_id && (
                <>
                  {" · "}
                  <a href={href(`/invoices/${note.for_id}`)} className="invoices-link">
                    {t(note.kind === "correction" ? "credit.corrected_by" : "credit.exchanged_for", { Number: note.for_number })}
                  </a>
                </>
              )}
              {note.reason && (
                <>
                  {" · "}
                  <Bdi>{note.reason}</Bdi>
                </>
              )}
            </span>
            <Button kind="ghost" icon={IconFileTypePdf} aria-label={t("credit.pdf_of", { Number: note.number })} title={t("invoice.pdf")} onClick={() => showCredit(note.id, form, lang)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
