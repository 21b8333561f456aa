import { IconCheck } from "@tabler/icons-react";
import { useT } from "@/lib/i18n";
import { Num } from "@/ui/Num";

const steps = ["imports.step_file", "imports.step_columns", "imports.step_preview", "imports.step_done"] as const;

/** How far the list has come on its way in; `at` counts from 0. */
export function Steps({ at }: { at: number }) {
  const t = useT();
  return (
    <ol className="pricelist-steps" aria-label={t("imports.steps")}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === at ? "step" : undefined} className={index < at ? "past" : undefined}>
          <span className="pricelist-step-mark">{index < at ? <IconCheck size={14} stroke={2.5} aria-hidden="true" /> : <Num>{index + 1}</Num>}</span>
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
