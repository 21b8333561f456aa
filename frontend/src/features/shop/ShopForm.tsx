import { IconDeviceFloppy } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { Shop } from "@/lib/api/types";
import { useForm, type Form } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { ActionButton } from "@/ui/Button";
import { Notice, Skeleton } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { changeShop, useWholeShop } from "./queries";

interface Props {
  children: (form: Form<Shop>) => ReactNode;
}

/** A page of the shop's settings: what was changed is sent, what is refused is said at its field. */
export function ShopForm({ children }: Props) {
  const t = useT();
  const { data, isError } = useWholeShop();
  if (isError) return <Notice kind="wrong">{t("app.failed")}</Notice>;
  if (!data) return <div className="stack">{[0, 1, 2].map((row) => <Skeleton key={row} height={52} />)}</div>;
  return <Loaded shop={data}>{children}</Loaded>;
}

function Loaded({ shop, children }: Props & { shop: Shop }) {
  const t = useT();
  const client = useQueryClient();
  const base = useRef(shop);
  const form = useForm<Shop>(shop, async (values) => {
    const patch = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== base.current[field as keyof Shop]));
    if (Object.keys(patch).length === 0) return;
    const next = await changeShop(patch);
    base.current = next;
    client.setQueryData(["shops"], next);
    toast(t("app.saved"));
  });
  const { reset, changed } = form;
  useEffect(() => {
    if (changed) return;
    base.current = shop;
    reset(shop);
  }, [shop]); // eslint-disable-line react-hooks/exhaustive-deps -- only when the server says something new
  const save: Action = { id: "settings.save", label: "app.save", keys: ["Ctrl+Enter"], icon: IconDeviceFloppy, disabled: !changed || form.busy, inFields: true, run: () => void form.submit() };
  useActions([save], { title: "nav.settings" });
  return (
    <form ref={form.ref} className="settings-form" onSubmit={(event) => void form.submit(event)} noValidate>
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      {children(form)}
      <div className="settings-save">
        <ActionButton action={save} kind="primary" />
        {changed && <span className="sm mut">{t("app.unsaved")}</span>}
      </div>
      <button type="submit" hidden />
    </form>
  );
}
