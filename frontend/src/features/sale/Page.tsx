import { useT } from "@/lib/i18n";
import { PageHead } from "@/ui/Panel";

export default function Page() {
  const t = useT();
  return (
    <div className="page">
      <PageHead title={t("nav.counter")} />
    </div>
  );
}
