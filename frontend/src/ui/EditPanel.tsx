import { IconDeviceFloppy } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { Form } from "@/lib/form";
import { useT, type Key } from "@/lib/i18n";
import { ActionButton, Button } from "./Button";
import { Notice } from "./Panel";
import { Aside } from "./Split";

interface Props<T> {
  /** What the actions' names begin with: "customer". */
  id: string;
  /** The heading of its keys. */
  about: Key;
  form: Form<T>;
  label: string;
  title: ReactNode;
  note?: ReactNode;
  mark?: ReactNode;
  /** May the person change anything here? */
  writable: boolean;
  /** Is anything typed that was not saved? */
  changed: boolean;
  /** What else can be done; shown along the bottom unless they have a place of their own in it. */
  actions?: readonly Action[];
  foot?: ReactNode;
  /** Above the fields. */
  before?: ReactNode;
  /** Below the fields. */
  after?: ReactNode;
  /** The fields. */
  children: ReactNode;
  onClose: () => void;
}

/** One record beside its list, to be read and changed. What is typed is not lost by closing: it asks. */
export function EditPanel<T extends object>({ id, about, form, label, title, note, mark, writable, changed, actions = [], foot, before, after, children, onClose }: Props<T>) {
  const t = useT();
  const [leaving, setLeaving] = useState(false);
  const close = () => (changed && writable && !leaving ? setLeaving(true) : onClose());
  const save: Action = { id: `${id}.save`, label: "app.save", keys: ["Ctrl+Enter"], icon: IconDeviceFloppy, disabled: form.busy || !writable, inFields: true, run: () => void form.submit() };
  useActions([save, ...actions, { id: `${id}.close`, label: "app.close", keys: ["Escape"], run: close, inFields: true, silent: true }], { title: about });
  return (
    <Aside
      whole
      label={label}
      title={title}
      note={note}
      mark={mark}
      onClose={close}
      foot={
        (writable || foot) && (
          <>
            {writable && <ActionButton action={save} kind="primary" />}
            <span className="grow" />
            {foot}
          </>
        )
      }
    >
      {leaving && (
        <Notice kind="needs">
          {t("app.unsaved")}
          <div className="row aside-leave">
            <Button kind="primary" onClick={() => void form.submit().then((done) => done && onClose())}>
              {t("app.save")}
            </Button>
            <Button onClick={onClose}>{t("app.discard")}</Button>
            <Button kind="ghost" onClick={() => setLeaving(false)}>
              {t("app.keep_typing")}
            </Button>
          </div>
        </Notice>
      )}
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      {before}
      <form ref={form.ref} onSubmit={(event) => void form.submit(event)} noValidate>
        <fieldset className="stack" disabled={!writable}>
          {children}
          <button type="submit" hidden />
        </fieldset>
      </form>
      {after}
    </Aside>
  );
}
