import { useRef } from "react";
import { newId } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { FormDialog } from "@/ui/FormDialog";
import { MoneyField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { openShift } from "./queries";

/** Begins a shift with the cash that is in the drawer. */
export function OpenDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const t = useT();
  const id = useRef(newId());
  const form = useForm({ opening: null as number | null }, async ({ opening }) => {
    const shift = await openShift(id.current, opening ?? 0);
    toast(t("shift.opened", { Number: shift.number }));
    onClose();
    onDone(shift.id);
  });
  return (
    <FormDialog title={t("shift.open")} form={form} onClose={onClose}>
      <MoneyField label={t("shift.opening")} hint={t("shift.opening_hint")} name="opening" data-autofocus value={form.values.opening} onChange={(opening) => form.set("opening", opening)} error={form.errors["opening"]} />
    </FormDialog>
  );
}
