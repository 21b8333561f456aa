import { useT } from "@/lib/i18n";
import { Serial, When } from "@/ui/Num";

interface Piece {
  serial: string;
  warranty_until: string;
  returned?: boolean;
}

/** The pieces of one line of a document, in small type, with the end of their warranty. */
export function SerialsOfLine({ pieces }: { pieces: readonly Piece[] | null | undefined }) {
  const t = useT();
  if (!pieces || pieces.length === 0) return null;
  return (
    <span className="xs mut">
      {t("serial.serial")}{" "}
      {pieces.map(({ serial, warranty_until, returned }, at) => (
        <span key={serial}>
          {at > 0 && " · "}
          <Serial>{serial}</Serial>
          {warranty_until && (
            <>
              {" "}
              ({t("serial.warranty_until")} <When>{new Date(`${warranty_until}T12:00:00+03:30`)}</When>)
            </>
          )}
          {returned && <> – {t("serial.returned")}</>}
        </span>
      ))}
    </span>
  );
}
