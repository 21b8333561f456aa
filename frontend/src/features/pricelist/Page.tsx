import { useT } from "@/lib/i18n";
import { PageHead } from "@/ui/Panel";
import { History } from "./History";
import { NewImport } from "./NewImport";
import { OneImport } from "./OneImport";
import "./pricelist.css";

/** Lists that come in: "#/imports" what came, "#/imports/new" one on its way, "#/imports/ID" what it would change or changed. */
export default function Page({ rest: [at] }: { rest: readonly string[] }) {
  const t = useT();
  if (at === undefined) return <History />;
  return (
    <div className="page">
      <PageHead title={t("nav.imports")} />
      <section className="panel pricelist">{at === "new" ? <NewImport /> : <OneImport key={at} id={at} />}</section>
    </div>
  );
}
