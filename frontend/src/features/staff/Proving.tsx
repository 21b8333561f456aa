import { api, ok } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { proof, type Proof } from "@/lib/proving";
import { useStore } from "@/lib/store";
import { PasswordField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Notice } from "@/ui/Panel";

/** Waits for a request that needs the password of who stepped in with a PIN, and asks for it. */
export function Proving() {
  const asked = useStore(proof);
  return asked && <ProofDialog asked={asked} />;
}

function ProofDialog({ asked }: { asked: Proof }) {
  const t = useT();
  const form = useForm({ password: "" }, async (body) => {
    await ok(api.POST("/api/session/proof", { body }));
    asked.answer(true);
  });
  return (
    <FormDialog title={t("pin.proof")} form={form} width={440} save={t("pin.prove")} onClose={() => asked.answer(false)}>
      <Notice kind="needs">{asked.detail}</Notice>
      <PasswordField label={t("pin.password")} name="password" autoComplete="current-password" data-autofocus value={form.values.password} onChange={(password) => form.set("password", password)} error={form.errors["password"]} />
    </FormDialog>
  );
}
