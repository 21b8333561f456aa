import { IconMoodConfuzed } from "@tabler/icons-react";
import { Component, type ReactNode } from "react";
import { t } from "@/lib/i18n";
import { answers } from "@/lib/piece";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Panel";
import { toast } from "@/ui/Toast";

/** Without the program the page itself would not come again either. */
async function again() {
  if (await answers()) location.reload();
  else toast(t("sync.lost"), { kind: "wrong" });
}

/**
 * A screen that fails says so in its own place; the rest of the desk goes on. Trying again begins the page anew: what failed to arrive is kept by the browser as
 * failed, and may be of a program that was renewed meanwhile.
 */
export class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty icon={IconMoodConfuzed} title={t("app.screen_failed")} action={<Button onClick={() => void again()}>{t("app.try_again")}</Button>}>
        {t("app.screen_failed_text")}
      </Empty>
    );
  }
}
