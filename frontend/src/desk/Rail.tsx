import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useT } from "@/lib/i18n";
import { usePhone } from "@/lib/phone";
import { href } from "@/lib/router";
import { Brand } from "@/ui/Brand";
import { Dialog } from "@/ui/Dialog";
import type { DeskRoute } from "./routes";

/** So many screens have their place along a phone's lower edge; the others stand behind one more. */
const within = 4;

/** The screens, icon over word; the present one is tinted, barred and bold. */
export function Rail({ screens, at }: { screens: readonly DeskRoute[]; at: string | undefined }) {
  const t = useT();
  const phone = usePhone();
  const [more, setMore] = useState(false);
  const standing = screens.filter(({ apart }) => !apart);
  const shown = phone ? standing.slice(0, within) : standing;
  const rest = screens.filter((screen) => !shown.includes(screen));
  const link = ({ path, label, icon: Icon, end }: DeskRoute) => (
    <a key={path} href={href(`/${path}`)} onClick={() => setMore(false)} className={end ? "end" : undefined} aria-current={path === at ? "page" : undefined}>
      <Icon size={22} stroke={1.6} aria-hidden="true" />
      <span>{t(label)}</span>
    </a>
  );
  return (
    <aside className="rail">
      <div className="rail-brand">
        <Brand label={t("app.name")} />
      </div>
      <nav aria-label={t("nav.main")}>
        {shown.map(link)}
        {phone && (
          <button type="button" aria-expanded={more} aria-current={rest.some(({ path }) => path === at) ? "true" : undefined} onClick={() => setMore(true)}>
            <IconDots size={22} stroke={1.6} aria-hidden="true" />
            <span>{t("app.more")}</span>
          </button>
        )}
      </nav>
      {phone && more && (
        <Dialog title={t("nav.main")} onClose={() => setMore(false)}>
          <nav className="rail-more" aria-label={t("nav.main")}>
            {rest.map(link)}
          </nav>
        </Dialog>
      )}
    </aside>
  );
}
