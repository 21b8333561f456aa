import { IconMoodConfuzed } from "@tabler/icons-react";
import { Component, type ReactNode } from "react";
import { t } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Panel";

/** A screen that fails says so in its own place; the rest of the desk goes on. */
export class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Empty icon={IconMoodConfuzed} title={t("app.screen_failed")} action={<Button onClick={() => this.setState({ failed: false })}>{t("app.try_again")}</Button>}>
        {t("app.screen_failed_text")}
      </Empty>
    );
  }
}
