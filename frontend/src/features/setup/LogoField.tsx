import { IconPhoto } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useT } from "@/lib/i18n";
import { Brand } from "@/ui/Brand";
import { Button } from "@/ui/Button";
import { asLogo } from "./logo";

/** Takes a picture, makes it small, and keeps it as a data: address. */
export function LogoField({ value, onChange }: { value: string; onChange: (logo: string) => void }) {
  const t = useT();
  const [bad, setBad] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const logo = await asLogo(file);
    setBad(logo === null);
    if (logo !== null) onChange(logo);
  };
  return (
    <div className="firstrun-logo">
      {value ? <img src={value} alt={t("firstrun.logo")} width={76} height={76} /> : <Brand size={76} />}
      <div>
        <b>
          {t("firstrun.logo")} <span className="opt mut xs">{t("app.optional")}</span>
        </b>
        <div className="row">
          <Button kind="link" icon={IconPhoto} onClick={() => input.current?.click()}>
            {t(value ? "firstrun.logo_change" : "firstrun.logo_choose")}
          </Button>
          {value && (
            <Button kind="ghost" onClick={() => onChange("")}>
              {t("firstrun.logo_remove")}
            </Button>
          )}
        </div>
        {bad && (
          <p className="xs wrong" role="alert">
            {t("firstrun.logo_too_large")}
          </p>
        )}
      </div>
      <input ref={input} type="file" accept="image/png,image/jpeg,image/webp" hidden tabIndex={-1} onChange={(event) => void take(event.target.files?.[0])} />
    </div>
  );
}
