import { useT, type Key } from "@/lib/i18n";
import { PasswordField, TextField } from "@/ui/Field";
import type { StepProps } from "./answers";
import { shortestPassword, strength } from "./strength";

const words: Record<"weak" | "fair" | "good", Key> = { weak: "firstrun.strength_weak", fair: "firstrun.strength_fair", good: "firstrun.strength_good" };
const level = { short: 1, weak: 1, fair: 2, good: 3 };

export function OwnerStep({ values, errors, set }: StepProps) {
  const t = useT();
  const password = values["owner.password"];
  const found = strength(password, [values["shop.name"], values["owner.user"], values["owner.name"]]);
  return (
    <>
      <div className="firstrun-two">
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the step begins here */}
        <TextField autoFocus label={t("firstrun.owner_name")} optional name="owner.name" autoComplete="name" value={values["owner.name"]} onChange={(name) => set("owner.name", name)} error={errors["owner.name"]} />
        <TextField label={t("firstrun.owner_user")} hint={t("firstrun.owner_user_hint")} name="owner.user" autoComplete="username" autoCapitalize="none" spellCheck={false} value={values["owner.user"]} onChange={(user) => set("owner.user", user)} error={errors["owner.user"]} />
      </div>
      <div className="firstrun-two">
        <PasswordField
          label={t("firstrun.owner_password")}
          name="owner.password"
          autoComplete="new-password"
          value={password}
          onChange={(typed) => set("owner.password", typed)}
          error={errors["owner.password"]}
          hint={
            password === "" ? (
              t("firstrun.owner_password_hint")
            ) : (
              <span className={`firstrun-strength ${found}`}>
                <span aria-hidden="true">
                  {[1, 2, 3].map((part) => (
                    <i key={part} className={part <= level[found] ? "on" : undefined} />
                  ))}
                </span>
                {found === "short" ? t("firstrun.strength_short", { Count: shortestPassword - [...password].length }) : t(words[found])}
              </span>
            )
          }
        />
        <PasswordField label={t("firstrun.owner_password_again")} name="again" autoComplete="new-password" value={values.again} onChange={(typed) => set("again", typed)} error={errors["again"]} />
      </div>
    </>
  );
}
