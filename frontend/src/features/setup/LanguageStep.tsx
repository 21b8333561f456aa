import { useEffect, useRef } from "react";
import { useT } from "@/lib/i18n";
import type { Language } from "@/lib/prefs";
import { Cards } from "@/ui/Choice";

/** Each language is named in itself, so that it is found whichever one is on. */
export function LanguageStep({ value, onChange }: { value: Language; onChange: (language: Language) => void }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLInputElement>("input:checked")?.focus(), []);
  return (
    <div ref={box}>
      <Cards
        quiet
        label={t("firstrun.step_language")}
        value={value}
        onChange={onChange}
        options={[
          { value: "fa", label: <span lang="fa" dir="rtl">فارسی</span>, example: <span lang="fa">۱۲۳</span> },
          { value: "en", label: <span lang="en" dir="ltr">English</span>, example: <span lang="en">123</span> },
        ]}
      />
    </div>
  );
}
