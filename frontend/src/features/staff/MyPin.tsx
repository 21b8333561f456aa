import { useState } from "react";
import { api, ok } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { staff, useStaff } from "@/lib/session";
import { Button } from "@/ui/Button";
import { PasswordField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { refused, toast } from "@/ui/Toast";

/** A person's own PIN: set with the password, taken away without. */
export function MyPin() {
  const t = useT();
  const has = useStaff()?.has_pin ?? false;
  const [open, setOpen] = useState(false);
  const drop = async () => {
    try {
      staff.set(await ok(api.DELETE("/api/session/pin")));
      toast(t("pin.dropped"));
    } catch (cause) {
      refused(cause);
    }
  };
  return (
    <div className="settings-row">
      <div className="row">
        <Button onClick={() => setOpen(true)}>{t(has ? "pin.change" : "pin.set")}</Button>
        {has && (
          <Button kind="ghost" onClick={() => void drop()}>
            {t("pin.drop")}
          </Button>
        )}
      </div>
      <p>{t("pin.effect")}</p>
      {open && <PinDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

function PinDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const form = useForm({ password: "", pin: "" }, async (body) => {
    staff.set(await ok(api.PUT("/api/session/pin", { body })));
    toast(t("pin.kept"));
    onClose();
  });
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("pin.set")} form={form} onClose={onClose} width={420}>
      <PasswordField label={t("pin.password")} name="password" autoComplete="current-password" value={values.password} onChange={(password) => set("password", password)} error={errors["password"]} />
      <PasswordField label={t("pin.new")} name="pin" inputMode="numeric" autoComplete="off" maxLength={8} value={values.pin} onChange={(pin) => set("pin", pin)} error={errors["pin"]} hint={t("pin.new_hint")} />
    </FormDialog>
  );
}
