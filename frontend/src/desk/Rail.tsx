import { useT } from "@/lib/i18n";
import { href } from "@/lib/router";
import { Brand } from "@/ui/Brand";
import type { DeskRoute } from "./routes";

/** The screens, icon over word; the present one is tinted, barred and bold. */
export function Rail({ screens, at }: { screens: readonly DeskRoute[]; at: string | undefined }) {
  const t = useT();
  return (
    <aside className="rail">
      <div className="rail-brand">
        <Brand label={t("app.name")} />
      </div>
      <nav aria-label={t("nav.main")}>
        {screens.filter(({ apart }) => !apart).map(({ path, label, icon: Icon, end }) => (
          <a key={path} href={href(`/${path}`)} className={end ? "end" : undefined} aria-current={path === at ? "page" : undefined}>
            <Icon size={22} stroke={1.6} aria-hidden="true" />
            <span>{t(label)}</span>
          </a>
        ))}
      </nav>
    </aside>
  );
}
