import { IconArrowLeft, IconFlask } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useActions } from "@/lib/actions";
import { api, ok, Problem } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { t as say, useT } from "@/lib/i18n";
import { setPreferences, usePreferences, type Language } from "@/lib/prefs";
import { token } from "@/lib/session";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Panel";
import { empty, type Answers } from "./answers";
import { GoodsStep, type GoodsHandle } from "./GoodsStep";
import { KeySheet, KeyStep } from "./KeyStep";
import { LanguageStep } from "./LanguageStep";
import { OwnerStep } from "./OwnerStep";
import { ReadyStep, type Brought } from "./ReadyStep";
import { ReceiptPreview } from "./ReceiptPreview";
import { ShopStep } from "./ShopStep";
import { Steps, type Step } from "./Steps";
import "./firstrun.css";

const order: readonly Step[] = ["language", "shop", "owner", "key", "goods", "ready"];

/** What can be seen to be missing before the server is asked. */
function missing(step: Step, typed: Answers): Record<string, string> {
  const found: Record<string, string> = {};
  if (step === "shop" && !typed["shop.name"].trim()) found["shop.name"] = say("firstrun.required_name");
  if (step === "owner") {
    if (!typed["owner.user"].trim()) found["owner.user"] = say("firstrun.required_user");
    if (!typed["owner.password"]) found["owner.password"] = say("firstrun.required_password");
    else if (typed.again !== typed["owner.password"]) found["again"] = say("firstrun.owner_password_differs");
  }
  return found;
}

const build = (typed: Answers) => ({
  language: typed.language,
  shop: { name: typed["shop.name"].trim(), phone: typed["shop.phone"].trim(), address: typed["shop.address"].trim(), logo: typed["shop.logo"], unit: typed["shop.unit"] },
  owner: { user: typed["owner.user"].trim(), name: typed["owner.name"].trim(), password: typed["owner.password"] },
});

/** From a fresh computer to the counter: language, shop, owner, recovery key, goods. By keyboard: Enter goes on, Escape back. */
export default function FirstRun({ practice, onDone }: { practice: boolean; onDone: () => void }) {
  const t = useT();
  const { language } = usePreferences();
  const [step, setStep] = useState<Step>("language");
  const [key, setKey] = useState("");
  const [kept, setKept] = useState(false);
  const [result, setResult] = useState<Brought | null>(null);
  const goods = useRef<GoodsHandle>(null);
  const at = order.indexOf(step);
  const next = () => setStep(order[at + 1] ?? "ready");

  const form = useForm<Answers>(
    { language, ...empty },
    async (typed, fail) => {
      if (step === "key" && !kept) throw new Problem(422, "required", say("firstrun.key_confirm_first"));
      if (step === "goods") return goods.current?.go();
      if (step === "ready") return onDone();
      if (step !== "owner") return next();
      const answer = await ok(api.POST("/api/setup", { body: build(typed) })).catch((refusal: unknown) => {
        const about = refusal instanceof Problem ? refusal.errors.filter(({ field }) => field.startsWith("shop.")) : [];
        if (about.length === 0) throw refusal;
        setStep("shop");
        setTimeout(() => fail(Object.fromEntries(about.map(({ field, detail }) => [field, detail]))));
        return null;
      });
      if (!answer) return;
      token.set(answer.token);
      setKey(answer.recovery_key);
      setStep("key");
    },
    (typed) => missing(step, typed),
  );

  // Before the shop exists every step can be taken back; after that only forward.
  const canGoBack = step === "shop" || step === "owner";
  const back = () => {
    form.fail({});
    setStep(order[at - 1] ?? "language");
  };
  useActions([
    { id: "firstrun.back", label: "app.back", keys: ["Escape"], run: back, inFields: true, disabled: !canGoBack },
    // The button is dimmed until the step before has ended: the key need not wait for it.
    ...(step === "ready" ? [{ id: "firstrun.start", label: "firstrun.start" as const, keys: ["Enter"], run: onDone }] : []),
  ]);

  // The key is shown once: leaving by accident would lose it.
  useEffect(() => {
    if (!key || kept) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [key, kept]);

  const choose = (chosen: Language) => {
    form.set("language", chosen);
    setPreferences({ language: chosen });
  };
  const screens: Record<Step, ReactNode> = {
    language: <LanguageStep value={form.values.language} onChange={choose} />,
    shop: <ShopStep {...form} />,
    owner: <OwnerStep {...form} />,
    key: <KeyStep recoveryKey={key} kept={kept} onKept={(ticked) => (setKept(ticked), form.fail({}))} />,
    goods: <GoodsStep ref={goods} onDone={(imported) => (setResult(imported), setStep("ready"))} />,
    ready: <ReadyStep result={result} />,
  };

  return (
    <div className={practice ? "firstrun practice" : "firstrun"}>
      <Steps order={order} at={step} language={form.values.language}>
        {practice && (
          <div className="firstrun-practice">
            <IconFlask size={24} stroke={1.6} aria-hidden="true" />
            <span>
              <b>{t("firstrun.practice")}</b>
              <small>{t("firstrun.practice_text")}</small>
            </span>
          </div>
        )}
      </Steps>
      <main>
        <form ref={form.ref} key={step} id="firstrun-form" className="fields-large" onSubmit={(event) => void form.submit(event)} noValidate>
          <h1>{t(`firstrun.${step === "ready" ? "done" : step}_title`)}</h1>
          <p className="firstrun-lead">{t(`firstrun.${step === "ready" ? "done" : step}_lead`)}</p>
          {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
          {screens[step]}
        </form>
        <aside className="firstrun-preview" aria-label={step === "key" ? t("firstrun.key_title") : t("firstrun.preview")}>
          {step === "key" ? <KeySheet recoveryKey={key} shop={form.values["shop.name"]} /> : <ReceiptPreview typed={form.values} />}
        </aside>
        <footer>
          {canGoBack && (
            <Button large icon={IconArrowLeft} mirrored keys="Escape" onClick={back}>
              {t("app.back")}
            </Button>
          )}
          <span className="grow" />
          <span className="mut">{t("firstrun.step_of", { Step: at + 1, Steps: order.length })}</span>
          <Button large kind="primary" type="submit" form="firstrun-form" keys="Enter" disabled={form.busy} className="firstrun-go">
            {t(step === "ready" ? "firstrun.start" : "app.continue")}
          </Button>
        </footer>
      </main>
    </div>
  );
}
