import { IconFileImport, IconFileTypeCsv, IconFileTypeXls } from "@tabler/icons-react";
import { useActions, type Action } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { saveFile } from "@/lib/saveFile";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { refused, toast } from "@/ui/Toast";
import type { Kind } from "./imports";

/** What every list of goods or people offers: another list comes in, this one goes out. */
export function ListTools({ kind }: { kind: Kind | "low" }) {
  const t = useT();
  const mayImport = useMay("product_import");
  const mayExport = useMay("export");
  const save = async (format: "csv" | "xlsx") => {
    try {
      const name = await saveFile(`/api/exports/${kind}.${format}`);
      if (name) toast(t("imports.saved", { Name: name }));
    } catch (refusal) {
      refused(refusal);
    }
  };
  const bring: Action = { id: "imports.open", label: "product.import", keys: ["Ctrl+I"], icon: IconFileImport, inFields: true, run: () => navigate("/imports") };
  const xlsx: Action = { id: "imports.xlsx", label: "imports.to_xlsx", keys: ["Ctrl+E"], icon: IconFileTypeXls, inFields: true, run: () => void save("xlsx") };
  const csv: Action = { id: "imports.csv", label: "imports.to_csv", icon: IconFileTypeCsv, run: () => void save("csv") };
  useActions([...(mayImport ? [bring] : []), ...(mayExport ? [xlsx, csv] : [])]);
  return (
    <>
      {mayExport && <ActionButton action={xlsx} />}
      {mayExport && <ActionButton action={csv} kind="ghost" bare />}
      {mayImport && <ActionButton action={bring} />}
    </>
  );
}
