import { IconDeviceFloppy } from "@tabler/icons-react";
import { useActions, type Action } from "@/lib/actions";
import { api, ok } from "@/lib/api/client";
import type { Network as State } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { formatDate } from "@/lib/dates";
import { useKnow } from "@/lib/know";
import { latinDigits } from "@/lib/persian";
import { ActionButton } from "@/ui/Button";
import { Check } from "@/ui/Choice";
import { CodeField } from "@/ui/Field";
import { Notice, Skeleton, Tag } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { useNetwork } from "./queries";
import "./network.css";

/** Whether tablets and other tills of the shop's own network may come in, and how they find this computer. */
export function Network() {
  const t = useT();
  const { data, isError } = useNetwork();
  if (isError) return <Notice kind="wrong">{t("app.failed")}</Notice>;
  if (!data) return <Skeleton height={180} />;
  return <Loaded key={`${data.on} ${data.port}`} state={data} />;
}

function Loaded({ state }: { state: State }) {
  const t = useT();
  const know = useKnow();
  const form = useForm(
    { on: state.on, port: String(state.port) },
    async ({ on, port }) => {
      await know(["network"], await ok(api.PATCH("/api/network", { body: { on, port: Number(latinDigits(port)) } })));
      toast(t("app.saved"));
    },
    ({ port }): Record<string, string> => (/^\d{1,9}$/.test(latinDigits(port)) ? {} : { port: t("error.bad_port") }),
  );
  const { values, errors, set } = form;
  const save: Action = { id: "settings.save", label: "app.save", keys: ["Ctrl+Enter"], icon: IconDeviceFloppy, disabled: !form.changed || form.busy, inFields: true, run: () => void form.submit() };
  useActions([save], { title: "nav.settings" });
  return (
    <>
      <form ref={form.ref} className="settings-rows" onSubmit={(event) => void form.submit(event)} noValidate aria-label={t("settings.network")}>
        {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
        <div className="settings-row">
          <Check name="on" checked={values.on} onChange={(on) => set("on", on)}>
            {t("network.on")}
          </Check>
          <p>{t("network.on_effect")}</p>
        </div>
        <CodeField label={t("network.port")} name="port" inputMode="numeric" value={values.port} onChange={(port) => set("port", port)} error={errors["port"]} hint={t("network.port_effect")} />
        <div className="settings-save">
          <ActionButton action={save} kind="primary" />
          {form.changed && <span className="sm mut">{t("app.unsaved")}</span>}
        </div>
        <button type="submit" hidden />
      </form>
      {state.on && <How state={state} />}
    </>
  );
}

/** How it stands, and what another device is shown. */
function How({ state }: { state: State }) {
  const t = useT();
  return (
    <section className="network stack" aria-label={t("network.addresses")}>
      <div className="row">
        <Tag kind={state.answering ? "good" : "needs"}>{t(state.answering ? "network.answering" : "network.not_answering")}</Tag>
      </div>
      {!state.answering && <Notice kind="needs">{state.problem || t("network.not_here")}</Notice>}
      {state.addresses.length > 0 && (
        <div>
          <h3>{t("network.addresses")}</h3>
          <p className="sm sec">{t("network.addresses_effect")}</p>
          <ul>
            {state.addresses.map(({ url, code }) => (
              <li key={url}>
                <img src={code} alt={t("network.code", { Address: url })} />
                <bdi dir="ltr">{url}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <h3>{t("network.fingerprint")}</h3>
        <code dir="ltr">
          {state.fingerprint.split(" ").map((line) => (
            <span key={line}>{line}</span>
          ))}
        </code>
        <p className="sm sec">
          {t("network.fingerprint_effect")} {state.until && t("network.until", { Date: formatDate(state.until) })}
        </p>
      </div>
    </section>
  );
}
