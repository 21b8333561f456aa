import { useRef } from "react";
import { newId } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { MoneyField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { moveCash } from "./queries";

/** Cash into the till or out of it, beside sales, and why. */
export function MoveDialog({ shift, direction, onClose }: { shift: string; direction: "in" | "out"; onClose: () => void }) {
  const t = useT();
  const money = useMoney();
  const id = useRef(newId());
  const form = useForm({ amount: null as number | null, reason: "" }, async ({ amount, reason }) => {
    await moveCash(shift, { id: id.current, direction, amount: amount ?? 0, reason });
    toast(t(direction === "in" ? "shift.moved_in" : "shift.moved_out", { Amount: `${money.format(amount ?? 0)} ${money.name}` }));
    onClose();
  });
  return (
    <FormDialog title={t(direction === "in" ? "shift.in" : "shift.out")} form={form} onClose={onClose}>
      <MoneyField label={t("shift.amount")} name="amount" data-autofocus value={form.values.amount} onChange={(amount) => form.set("amount", amount)} error={form.errors["amount"]} />
      <TextField label={t("shift.reason")} name="reason" value={form.values.reason} onChange={(reason) => form.set("reason", reason)} error={form.errors["reason"]} hint={t(direction === "in" ? "shift.reason_in_hint" : "shift.reason_out_hint")} />
    </FormDialog>
  );
}
