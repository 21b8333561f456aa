import { useState } from "react";
import { api, ok } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { token, useStaff } from "@/lib/session";
import { Dialog } from "@/ui/Dialog";
import { FormDialog } from "@/ui/FormDialog";
import { Skeleton } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { PinFields } from "./PinFields";
import { useColleagues } from "./queries";

/** Hands the till over to a colleague; what is on the counter stays there. */
export default function SwitchDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const me = useStaff();
  const people = useColleagues().data?.items.filter(({ id }) => id !== me?.id);
  const [staff_id, choose] = useState("");
  const chosen = staff_id || (people?.[0]?.id ?? "");
  const form = useForm({ pin: "" }, async ({ pin }) => {
    const made = await ok(api.POST("/api/session/switch", { body: { staff_id: chosen, pin } }));
    token.set(made.token);
    toast(t("pin.now", { Name: `\u2068${made.staff.name}\u2069` }));
    onClose();
  });
  if (!people || people.length === 0)
    return (
      <Dialog title={t("pin.switch")} onClose={onClose} width={420}>
        {people ? <p>{t("pin.nobody")}</p> : <Skeleton height={120} />}
      </Dialog>
    );
  return (
    <FormDialog title={t("pin.switch")} form={form} onClose={onClose} width={420} save={t("pin.switch")}>
      <PinFields people={people} chosen={chosen} onChoose={choose} pin={form.values.pin} onPin={(pin) => form.set("pin", pin)} errors={form.errors} />
    </FormDialog>
  );
}
