import { IconMapOff } from "@tabler/icons-react";
import { useT } from "@/lib/i18n";
import { Empty } from "@/ui/Panel";

export function NotFound() {
  const t = useT();
  return (
    <Empty icon={IconMapOff} title={t("app.not_found_title")}>
      {t("app.not_found_text")}
    </Empty>
  );
}
