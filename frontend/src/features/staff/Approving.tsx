import { useEffect, useState } from "react";
import { api, ok } from "@/lib/api/client";
import type { Sent } from "@/lib/api/paths";
import { asked as waiting, lenders, type Asked } from "@/lib/approving";
import { useForm } from "@/lib/form";
import { hasText, useT } from "@/lib/i18n";
import { useStaff } from "@/lib/session";
import { useStore } from "@/lib/store";
import { FormDialog } from "@/ui/FormDialog";
import { Notice } from "@/ui/Panel";
import { useLenders } from "./lending";
import { PinFields } from "./PinFields";
import { useColleagues } from "./queries";

type Right = Sent<"/api/approvals", "post">["right"];

/** Waits for a refusal that a colleague may lift, and asks them. */
export function Approving() {
  const may = useLenders();
  const asked = useStore(waiting);
  useEffect(() => lenders.set(may), [may]);
  return asked && <ApprovalDialog key={asked.right} asked={asked} />;
}

function ApprovalDialog({ asked }: { asked: Asked }) {
  const t = useT();
  const me = useStaff();
  const people = (useColleagues().data?.items ?? []).filter(({ id, rights }) => id !== me?.id && rights.includes(asked.right));
  const [staff_id, choose] = useState("");
  const chosen = staff_id || (people[0]?.id ?? "");
  const form = useForm({ pin: "" }, async ({ pin }) => {
    const { approval } = await ok(api.POST("/api/approvals", { body: { staff_id: chosen, pin, right: asked.right as Right, request: asked.request } }));
    asked.answer(approval);
  });
  const name = `right.${asked.right}`;
  return (
    <FormDialog title={t("approval.title")} form={form} width={440} save={t("approval.allow")} onClose={() => asked.answer(null)}>
      <Notice kind="needs">{asked.detail}</Notice>
      <p className="sm sec">{t("approval.lead", { Right: hasText(name) ? t(name) : asked.right })}</p>
      <PinFields people={people} chosen={chosen} onChoose={choose} pin={form.values.pin} onPin={(pin) => form.set("pin", pin)} errors={form.errors} />
    </FormDialog>
  );
}
