import { useEffect, useRef, useState } from "react";
import { Brand } from "@/ui/Brand";
import { api, ok, Problem } from "@/lib/api/client";
import type { SetupState } from "@/lib/api/types";
import { useForm, type Errors } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { setPreferences, usePreferences } from "@/lib/prefs";
import { navigate } from "@/lib/router";
import { seat, token } from "@/lib/session";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Panel";
import "./signin.css";

/** Counts down to nought by the second. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

/** Signs in at the till of this device; one that is gone is forgotten. */
async function signIn(user: string, password: string): Promise<string> {
  const till_id = seat.read();
  try {
    return (await ok(api.POST("/api/session", { body: { user, password, ...(till_id && { till_id }) } }))).token;
  } catch (refusal) {
    if (!(refusal instanceof Problem) || !refusal.errors.some(({ field }) => field === "till_id")) throw refusal;
    seat.keep(null);
    return signIn(user, password);
  }
}

/** The way in for the staff. Whoever failed too often reads how long to wait. */
export default function SignIn({ shop }: { shop: SetupState["shop"] }) {
  const t = useT();
  const { language } = usePreferences();
  const [wait, setWait] = useCountdown();
  const password = useRef<HTMLInputElement>(null);
  const form = useForm(
    { user: "", password: "" },
    async (typed) => {
      try {
        token.set(await signIn(typed.user.trim(), typed.password));
      } catch (refusal) {
        if (refusal instanceof Problem && refusal.retryAfter > 0) setWait(refusal.retryAfter);
        requestAnimationFrame(() => password.current?.select());
        throw refusal;
      }
    },
    ({ user, password }) => {
      const missing: Record<string, string> = {};
      if (!user.trim()) missing["user"] = t("signin.missing_user");
      if (!password) missing["password"] = t("signin.missing_password");
      return missing as Errors;
    },
  );
  const other = language === "fa" ? "en" : "fa";
  return (
    <main className={shop.practice ? "signin practice" : "signin"}>
      <form ref={form.ref} className="signin-card panel fields-large" onSubmit={(event) => void form.submit(event)} noValidate>
        <div className="signin-shop">
          {shop.logo ? <img src={shop.logo} alt="" width={64} height={64} /> : <Brand size={64} />}
          <h1>
            <bdi>{shop.name}</bdi>
          </h1>
          <p className="sec">{t("signin.lead")}</p>
        </div>
        {shop.practice && <Notice kind="needs">{t("firstrun.practice_text")}</Notice>}
        {wait > 0 ? <Notice kind="needs">{t("signin.wait", { Count: wait })}</Notice> : form.problem && <Notice kind="wrong">{form.problem}</Notice>}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- signing in is all that this screen is for */}
        <TextField label={t("signin.user")} name="user" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus value={form.values.user} onChange={(user) => form.set("user", user)} error={form.errors["user"]} />
        <PasswordField ref={password} label={t("signin.password")} name="password" autoComplete="current-password" value={form.values.password} onChange={(typed) => form.set("password", typed)} error={form.errors["password"]} />
        <Button kind="primary" large type="submit" keys="Enter" disabled={form.busy || wait > 0}>
          {t("signin.enter")}
        </Button>
      </form>
      <Button kind="ghost" lang={other} onClick={() => setPreferences({ language: other })}>
        {t("signin.language")}
      </Button>
      <Button kind="ghost" onClick={() => navigate("/display")}>
        {t("display.title")}
      </Button>
    </main>
  );
}
