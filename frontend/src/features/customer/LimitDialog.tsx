import { api, ok } from "@/lib/api/client";
import type { Customer } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { FormDialog } from "@/ui/FormDialog";
import { MoneyField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";

/** The most that a customer may owe; empty is no limit. */
export function LimitDialog({ customer, limit, onClose }: { customer: Customer; limit: number | null; onClose: () => void }) {
  const t = useT();
  const know = useKnow();
  const form = useForm<{ limit: number | null }>({ limit }, async ({ limit: most }) => {
    const after = await ok(api.PUT("/api/customers/{id}/limit", { params: { path: { id: customer.id } }, body: most === null ? {} : { limit: most } }));
    await know(["payments", "account", customer.id], after);
    toast(t("app.saved"));
    onClose();
  });
  return (
    <FormDialog title={t("account.limit_of", { Name: `\u2068${customer.name}\u2069` })} form={form} onClose={onClose}>
      <MoneyField label={t("account.limit")} optional name="limit" data-autofocus value={form.values.limit} onChange={(most) => form.set("limit", most)} error={form.errors["limit"]} hint={t("account.limit_hint")} />
    </FormDialog>
  );
}
