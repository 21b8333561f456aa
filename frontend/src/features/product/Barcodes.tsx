import { IconBarcode, IconX } from "@tabler/icons-react";
import { useT } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { CodeField } from "@/ui/Field";

interface Props {
  value: readonly string[];
  onChange: (barcodes: string[]) => void;
  errors: Readonly<Record<string, string>>;
  disabled?: boolean;
}

/** A product's barcodes, one field each and one to spare; a scan anywhere in the panel lands here. */
export function Barcodes({ value, onChange, errors, disabled = false }: Props) {
  const t = useT();
  const rows = disabled ? value : [...value, ""];
  const put = (at: number, code: string) => {
    const next = [...value];
    next[at] = code;
    onChange(next);
  };
  return (
    <div className="products-barcodes" role="group" aria-label={t("product.barcodes")}>
      {rows.map((code, at) => (
        <CodeField
          key={at}
          label={at === 0 ? t("product.barcodes") : <span className="sr">{t("product.barcode_number", { Number: at + 1 })}</span>}
          optional={at === 0}
          hint={at === rows.length - 1 && !disabled ? t("product.barcode_hint") : undefined}
          name={`barcodes[${at}]`}
          inputMode="text"
          value={code}
          onChange={(typed) => put(at, typed)}
          error={errors[`barcodes[${at}]`] ?? (at === 0 ? errors["barcodes"] : undefined)}
          start={<IconBarcode size={18} stroke={1.75} aria-hidden="true" />}
          end={
            code !== "" && !disabled ? (
              <Button kind="ghost" icon={IconX} tabIndex={-1} aria-label={t("product.barcode_remove", { Barcode: code })} onClick={() => onChange(value.filter((_, index) => index !== at))} />
            ) : undefined
          }
        />
      ))}
    </div>
  );
}

/** The list with one more code, unless it is there already. */
export const withBarcode = (list: readonly string[], code: string) => (list.includes(code) ? [...list] : [...list.filter((one) => one.trim() !== ""), code]);
