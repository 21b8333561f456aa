import { IconDeviceFloppy } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { Holds } from "@/lib/beside";
import type { Form } from "@/lib/form";
import { useT, type Key } from "@/lib/i18n";
import { ActionButton, Button } from "./Button";
import { Notice } from "./Panel";
import { Aside } from "./Split";

interface Props<T> {
  /** What the actions' names begin with: "customer". */
  id: string;
  /** Whose it is: its keys wait until that row is marked. None for a new one. */
  of?: string;
  /** It asks here before another takes its place (useOpened). */
  holds: Holds;
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

/**
 * One record beside its list, to be read and changed. What is typed is not lost by closing or going on to another: it asks. Saving then leads on, Escape stays, and the
 * question goes when there is nothing left to ask about.
 */
export function EditPanel<T extends object>({ id, of, holds, about, form, label, title, note, mark, writable, changed, actions = [], foot, before, after, children, onClose }: Props<T>) {
  const t = useT();
  const [leaving, setLeaving] = useState<{ go: () => void; stay?: () => void } | null>(null);
  const unsaved = changed && writable;
  const saving = useRef(0);
  useEffect(() => {
    const ask = (go: () => void, stay: () => void) => {
      setLeaving({ go, stay });
      return () => (stay(), setLeaving(null));
    };
    // eslint-disable-next-line react-hooks/immutability -- the list asks through it, nothing is drawn by it
    holds.current = unsaved ? ask : null;
    return () => void (holds.current = null);
  }, [holds, unsaved]);
  const keep = () => {
    leaving?.stay?.();
    setLeaving(null);
  };
  useEffect(() => {
    if (!unsaved && saving.current === 0) keep();
  }, [unsaved]); // eslint-disable-line react-hooks/exhaustive-deps -- once, when nothing is changed any more
  const close = () => (leaving ? keep() : unsaved ? setLeaving({ go: onClose }) : onClose());
  const put = async () => {
    saving.current++;
    const done = await form.submit();
    saving.current--;
    if (!done) return;
    leaving?.go();
    setLeaving(null);
  };
  const save: Action = { id: `${id}.save`, label: "app.save", keys: ["Ctrl+Enter"], icon: IconDeviceFloppy, disabled: form.busy || !writable, inFields: true, run: () => void put() };
  const discard: Action = { id: `${id}.discard`, label: "app.discard", keys: ["Alt+Delete"], inFields: true, run: () => leaving?.go() };
  useActions([save, { id: `${id}.close`, label: "app.close", keys: ["Escape"], run: close, inFields: true, silent: true }, ...(leaving ? [discard] : [])], { title: about });
  useActions(actions, { title: about, of });
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
            <Button kind="primary" keys="Ctrl+Enter" onClick={save.run}>
              {t("app.save")}
            </Button>
            <ActionButton action={discard} />
            <Button kind="ghost" keys="Escape" onClick={keep}>
              {t("app.keep_typing")}
            </Button>
          </div>
        </Notice>
      )}
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      {before}
      <form ref={form.ref} onSubmit={(event) => (event.preventDefault(), void put())} noValidate>
        <fieldset className="stack" disabled={!writable}>
          {children}
          <button type="submit" hidden />
        </fieldset>
      </form>
      {after}
    </Aside>
  );
}
