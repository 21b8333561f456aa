import { useT } from "@/lib/i18n";

interface Props {
  /** The text under the other keyboard layout. */
  readAs?: string;
  /** What a misspelt word was taken for. */
  meant?: string;
}

/** How a search was understood, when not as it was typed. */
export function Understood({ readAs, meant }: Props) {
  const t = useT();
  if (!readAs && !meant) return null;
  return (
    <span className="read-as" role="status">
      {readAs ? t("list.read_as", { Text: readAs }) : t("list.meant", { Text: meant ?? "" })}
    </span>
  );
}
