import type { ReactNode } from "react";
import type { Action } from "@/lib/actions";
import { onceHeld, type Form } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Notice } from "./Panel";

interface Props<T> {
  title: ReactNode;
  form: Form<T>;
  width?: number;
  /** What Enter does, where it is more than saving. */
  save?: ReactNode;
  children: ReactNode;
  /** Between saving and letting go: what else can be done. */
  foot?: ReactNode;
  /** Keys that count while it is open. */
  actions?: readonly Action[];
  onClose: () => void;
}

/** A few fields in a window over the screen: Enter saves, Escape lets go. */
export function FormDialog<T extends object>({ title, form, width = 460, save, children, foot, actions, onClose }: Props<T>) {
  const t = useT();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width={width}
      actions={actions}
      foot={
        <>
          <Button kind="primary" keys="Enter" disabled={form.busy} onClick={() => void form.submit()}>
            {save ?? t("app.save")}
          </Button>
          <span className="grow" />
          {foot}
          <Button onClick={onClose}>{t("app.cancel")}</Button>
        </>
      }
    >
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only keeps a held Enter from answering twice */}
      <form ref={form.ref} className="stack" onSubmit={(event) => void form.submit(event)} onKeyDown={onceHeld} noValidate>
        {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
        {children}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
