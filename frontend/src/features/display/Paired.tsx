import { useEffect, useState } from "react";
import { api, ok, Problem } from "@/lib/api/client";
import type { Seen } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";
import { setPreferences, usePreferences } from "@/lib/prefs";
import { currentRoute, navigate } from "@/lib/router";
import { shop } from "@/lib/session";
import { createStore, memory, useStore } from "@/lib/store";
import { Brand } from "@/ui/Brand";
import { Button } from "@/ui/Button";
import { CodeField } from "@/ui/Field";
import { Notice } from "@/ui/Panel";
import { Screen } from "./Screen";
import "@/features/staff/signin.css";

const key = "pishkhan.display";
const token = createStore<string | null>(memory.read(key));
token.subscribe(() => memory.write(key, token.get()));

/** The customer's screen on a device of its own, where nobody signs in: paired by a code of the counter, then it follows that till. */
export default function Paired() {
  const paired = useStore(token);
  return paired ? <Following token={paired} /> : <Pairing />;
}

function Following({ token: mine }: { token: string }) {
  const t = useT();
  const [seen, setSeen] = useState<Seen | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      let after = -1;
      while (!stop.signal.aborted) {
        try {
          const next = await ok(api.GET("/api/displays/shown", { params: { query: { after, wait: after < 0 ? 0 : 25 } }, headers: { Display: mine }, signal: stop.signal }));
          if (stop.signal.aborted) return;
          if (!next.paired) return token.set(null);
          after = next.seq;
          shop.set({ ...shop.get(), unit: next.unit } as ReturnType<typeof shop.get>);
          setSeen(next);
          setLost(false);
        } catch (cause) {
          if (stop.signal.aborted) return;
          if (!(cause instanceof Problem)) throw cause;
          setLost(true);
          after = -1;
          await new Promise((wake) => setTimeout(wake, 2000));
        }
      }
    })();
    return () => stop.abort();
  }, [mine]);
  if (!seen) return lost ? <Notice kind="wrong">{t("app.offline")}</Notice> : null;
  const { language = "", quote = null, paid = [], done = null } = seen.shown;
  return <Screen shop={seen.shop} shown={{ language, quote, paid, done }} code={seen.code} />;
}

function Pairing() {
  const t = useT();
  const { language } = usePreferences();
  const other = language === "fa" ? "en" : "fa";
  const form = useForm({ code: currentRoute().query.get("code") ?? "" }, async ({ code }) => {
    const made = await ok(api.POST("/api/displays", { body: { code: latinDigits(code.trim()) } }));
    navigate("/display", { replace: true });
    token.set(made.token);
  });
  const { submit } = form;
  useEffect(() => {
    if (currentRoute().query.get("code")) void submit();
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- once: a code that came with the address
  return (
    <main className="signin">
      <form ref={form.ref} className="signin-card panel fields-large" onSubmit={(event) => void submit(event)} noValidate>
        <div className="signin-shop">
          <Brand size={64} />
          <h1>{t("display.title")}</h1>
          <p className="sec">{t("display.pair_lead")}</p>
        </div>
        {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
        <CodeField label={t("display.pair_code")} name="code" inputMode="numeric" value={form.values.code} onChange={(code) => form.set("code", code)} error={form.errors["code"]} />
        <Button kind="primary" large type="submit" keys="Enter" disabled={form.busy}>
          {t("display.pair")}
        </Button>
      </form>
      <Button kind="ghost" lang={other} onClick={() => setPreferences({ language: other })}>
        {t("signin.language")}
      </Button>
    </main>
  );
}
