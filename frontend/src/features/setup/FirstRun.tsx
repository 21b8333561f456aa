import { useT } from "@/lib/i18n";

export default function FirstRun({ practice, onDone }: { practice: boolean; onDone: () => void }) {
  const t = useT();
  return (
    <main>
      <h1>{t("firstrun.headline")}</h1>
      {practice && <p>{t("firstrun.practice_text")}</p>}
      <button type="button" onClick={onDone}>{t("firstrun.start")}</button>
    </main>
  );
}
