import { IconCopy, IconList } from "@tabler/icons-react";
import { copyText } from "@/lib/copy";
import { useT } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { Button } from "@/ui/Button";
import { useHistory } from "./queries";
import "./pricelist.css";

/** In the settings: where lists come from by themselves, and what came. */
export function Inbox() {
  const t = useT();
  const inbox = useHistory().first?.inbox;
  return (
    <div className="settings-rows">
      {inbox && (
        <div className="stack">
          <p>{t("imports.settings_how")}</p>
          <p className="pricelist-inbox">
            <code dir="ltr" className="grow">
              {inbox}
            </code>
            <Button kind="ghost" icon={IconCopy} onClick={() => void copyText(inbox)}>
              {t("app.copy")}
            </Button>
          </p>
        </div>
      )}
      <p>{t("imports.settings_drop")}</p>
      <div>
        <Button icon={IconList} onClick={() => navigate("/imports")}>
          {t("imports.to_list")}
        </Button>
      </div>
    </div>
  );
}
