import { useQueryClient } from "@tanstack/react-query";
import { useT } from "@/lib/i18n";
import { toast } from "./Toast";

/** After a form was saved: what shows its table is asked for anew, and only then it is told. */
export function useSaved(table: string): (text?: string) => Promise<void> {
  const t = useT();
  const client = useQueryClient();
  return async (text = t("app.saved")) => {
    await client.invalidateQueries({ queryKey: [table] });
    toast(text);
  };
}
