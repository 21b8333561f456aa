import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useT, type Key } from "@/lib/i18n";
import type { Language } from "@/lib/prefs";
import { Brand } from "@/ui/Brand";

export type Step = "language" | "shop" | "owner" | "key" | "goods" | "ready";

const names: Record<Step, Key> = {
  language: "firstrun.step_language", shop: "firstrun.step_shop", owner: "firstrun.step_owner", key: "firstrun.step_key", goods: "firstrun.step_goods", ready: "firstrun.step_done",
};

/** The way, on lapis: done is a tick, now is the star, later is a ring. */
export function Steps({ order, at, language, children }: { order: readonly Step[]; at: Step; language: Language; children?: ReactNode }) {
  const t = useT();
  const now = order.indexOf(at);
  return (
    <aside className="deep firstrun-side">
      <div className="firstrun-brand">
        <Brand size={42} />
        <b>{t("app.name")}</b>
      </div>
      <h2>{t("firstrun.headline")}</h2>
      <ol>
        {order.map((step, index) => (
          <li key={step} className={index < now ? "done" : index === now ? "now" : undefined} aria-current={index === now ? "step" : undefined}>
            <span className="firstrun-node" aria-hidden="true">
              {index < now && <IconCheck size={14} stroke={3} />}
              {index === now && (
                <svg viewBox="0 0 24 24" width={32} height={32}>
                  <path fill="currentColor" d="M23 12 19.8 15.2V19.8H15.2L12 23 8.8 19.8H4.2V15.2L1 12 4.2 8.8V4.2H8.8L12 1 15.2 4.2H19.8V8.8Z" />
                </svg>
              )}
            </span>
            <div>
              {t(names[step])}
              {step === "language" && index < now && <small lang={language}>{language === "fa" ? "فارسی" : "English"}</small>}
              {step === "goods" && index > now && <small>{t("app.optional")}</small>}
            </div>
          </li>
        ))}
      </ol>
      {children}
    </aside>
  );
}
