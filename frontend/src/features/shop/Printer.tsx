import { IconDeviceFloppy, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { usePrinters } from "@/features/invoice/queries";
import { api, ok, Problem } from "@/lib/api/client";
import type { Printer } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { CodeField, SelectField } from "@/ui/Field";
import { Notice, Skeleton } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { useSaved } from "@/ui/useSaved";

type Kind = Printer["kind"] | "none";

/** Where a till's receipts come out. */
export function TillPrinter({ till }: { till: string }) {
  const printers = usePrinters();
  if (!printers.data) return <Skeleton height={90} />;
  const had = printers.data.items.find(({ till_id }) => till_id === till);
  return <One key={JSON.stringify(had)} till={till} had={had} />;
}

function One({ till, had }: { till: string; had: Printer | undefined }) {
  const t = useT();
  const saved = useSaved("printers");
  const [testing, setTesting] = useState(false);
  const params = { path: { id: till } };
  const form = useForm<{ kind: Kind; address: string; paper: Printer["paper"] }>(
    { kind: had?.kind ?? "none", address: had?.address ?? "", paper: had?.paper ?? "80mm" },
    async ({ kind, address, paper }) => {
      if (kind !== "none") await ok(api.PUT("/api/tills/{id}/printer", { params, body: { kind, address, paper } }));
      else if (had) await ok(api.DELETE("/api/tills/{id}/printer", { params }));
      await saved();
    },
  );
  const { values, errors, set } = form;
  const { kind } = values;
  const test = async () => {
    if (kind === "none") return;
    setTesting(true);
    form.fail({});
    try {
      await ok(api.POST("/api/tills/{id}/printer/test", { params, body: { kind, address: values.address, paper: values.paper } }));
      toast(t("settings.test_printed"));
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      const at = cause.errors.find(({ field }) => field === "address");
      form.fail(at ? { address: at.detail } : {}, at ? "" : cause.message);
    } finally {
      setTesting(false);
    }
  };
  return (
    <form ref={form.ref} className="settings-printer" onSubmit={(event) => void form.submit(event)} noValidate aria-label={t("settings.printer")}>
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      <div className="settings-pair">
        <SelectField
          label={t("settings.printer")}
          name="kind"
          value={kind}
          onChange={(next) => set("kind", next)}
          error={errors["kind"]}
          hint={t("settings.printer_effect")}
          options={(["none", "network", "device", "folder"] as const).map((value) => ({ value, label: t(`settings.printer_${value}`) }))}
        />
        {kind !== "none" && (
          <SelectField
            label={t("settings.roll")}
            name="paper"
            value={values.paper}
            onChange={(paper) => set("paper", paper)}
            error={errors["paper"]}
            options={[
              { value: "80mm", label: t("settings.roll_80") },
              { value: "58mm", label: t("settings.roll_58") },
            ]}
          />
        )}
      </div>
      {kind !== "none" && <CodeField label={t("settings.printer_address")} name="address" inputMode="text" value={values.address} onChange={(address) => set("address", address)} error={errors["address"]} hint={t(`settings.printer_${kind}_hint`)} />}
      <div className="settings-save row">
        {kind !== "none" && (
          <Button icon={IconPrinter} onClick={() => void test()} disabled={testing || form.busy}>
            {t("settings.test_print")}
          </Button>
        )}
        <Button kind="primary" type="submit" icon={IconDeviceFloppy} disabled={!form.changed || form.busy}>
          {t("app.save")}
        </Button>
      </div>
    </form>
  );
}
