import { IconPlugConnectedX } from "@tabler/icons-react";
import { useEffect } from "react";
import { useT } from "@/lib/i18n";
import { useConnection } from "@/lib/live";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Panel";

/** A screen is on its way. While the program is lost that may take long, so it is said. */
export function Coming() {
  const t = useT();
  if (useConnection().online) return null;
  return (
    <Empty icon={IconPlugConnectedX} title={t("sync.lost")}>
      {t("sync.lost_screen")}
    </Empty>
  );
}

/** The program does not answer at all. Asks again by itself. */
export function Unreachable({ problem, again }: { problem: Error; again: () => void }) {
  const t = useT();
  useEffect(() => {
    const timer = setInterval(again, 3000);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <main className="page">
      <Empty icon={IconPlugConnectedX} title={t("sync.lost")} action={<Button onClick={again}>{t("app.try_again")}</Button>}>
        {problem.message}
      </Empty>
    </main>
  );
}
