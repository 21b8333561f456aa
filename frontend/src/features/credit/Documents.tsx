import { useT } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { Segments } from "@/ui/Choice";

/** Above the list of documents: which of them it shows. */
export function Documents({ shown }: { shown: "invoices" | "credits" }) {
  const t = useT();
  return (
    <Segments
      quiet
      label={t("credit.documents")}
      value={shown}
      onChange={(to) => navigate(to === "credits" ? "/invoices/credits" : "/invoices")}
      options={[
        { value: "invoices", label: t("nav.invoices") },
        { value: "credits", label: t("credit.list") },
      ]}
    />
  );
}
