import { IconArrowBackUp, IconBuildingBank, IconCheck, IconCornerUpLeft, IconPencil, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { useForm } from "@/lib/form";
import { useT, type Key } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { href } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { DeepTile, Notice } from "@/ui/Panel";
import { Aside, AsideWaiting } from "@/ui/Split";
import { Timeline } from "@/ui/Timeline";
import { refused, toast } from "@/ui/Toast";
import { ChequeFields } from "./ChequeFields";
import { putRight, takeStep, useCheque, type Cheque } from "./queries";
import { StateTag } from "./StateTag";
import { writtenOn, type Written } from "./values";

/** How each step is reached and shown. The first that a state has is the one that people take most: Enter. */
const ways: Record<string, { keys: string[]; icon: NonNullable<Action["icon"]> }> = {
  deposited: { keys: ["F9"], icon: IconBuildingBank },
  cleared: { keys: ["F9"], icon: IconCheck },
  bounced: { keys: ["Shift+Delete"], icon: IconX },
  given_back: { keys: ["Alt+R"], icon: IconCornerUpLeft },
};

/** One cheque: what is written on it, what it paid, who did what, and what comes next. */
export function ChequePanel({ id }: { id: string }) {
  const t = useT();
  const know = useKnow();
  const mayManage = useMay("cheque_manage");
  const [asking, setAsking] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const { data: cheque, error } = useCheque(id);
  const here = cheque?.id === id ? cheque : undefined;
  // A key pressed twice is one step: the next is offered when this one is drawn.
  const going = useRef(false);
  useEffect(() => void (going.current = false), [cheque]);

  const kept = async (after: Cheque) => {
    await know(["cheques", "one", id], after);
    toast(t("cheque.moved", { Number: after.number, State: t(`cheque.state_${after.state}` as Key) }));
  };
  const go = async (to: string) => {
    if (going.current) return;
    going.current = true;
    try {
      await kept(await takeStep(id, to, ""));
    } catch (refusal) {
      going.current = false;
      refused(refusal);
    }
  };
  const steps = mayManage ? (here?.next ?? []) : [];
  const onward = steps.filter(({ back }) => !back);
  const back = steps.find((step) => step.back);
  const actions = onward.map((step, at): Action => {
    const way = ways[step.to];
    return {
      id: `cheque.${step.to}`,
      label: (here?.state === "bounced" && step.to === "cleared" ? "cheque.to_cleared_late" : `cheque.to_${step.to}`) as Key,
      keys: at === 0 ? ["Enter"] : (way?.keys ?? []),
      icon: way?.icon,
      // A step that opens the debt again is said twice.
      run: () => (step.owes ? setAsking(step.to) : void go(step.to)),
    };
  });
  const undo: Action[] = back ? [{ id: "cheque.back", label: "cheque.step_back", keys: ["Ctrl+Z"], icon: IconArrowBackUp, run: () => void go(back.to) }] : [];
  // Only one at the bank can bounce; the key says so of one in hand instead of doing nothing.
  const early: Action[] = mayManage && here?.state === "held" ? [{ id: "cheque.bounce_early", label: "cheque.to_bounced", keys: ["Shift+Delete"], silent: true, run: () => toast(t("cheque.bounce_first"), { kind: "wrong" }) }] : [];
  const edit: Action = { id: "cheque.edit", label: "cheque.edit", keys: ["F2"], icon: IconPencil, disabled: !here || !mayManage, run: () => setEditing(true) };
  useActions([...actions, ...early, ...undo, ...(mayManage ? [edit] : [])], { title: "cheque.one", of: here?.id ?? null, off: asking !== null || editing });

  if (!here) return <AsideWaiting label={t("cheque.one")} error={error} />;
  return (
    <>
      <Aside
        reading
        label={t("cheque.titled", { Number: here.number })}
        title={<Num>{here.number}</Num>}
        mark={<StateTag state={here.state} />}
        note={
          <a href={href(`/customers/${here.customer_id}`)} className="cheques-link">
            <Bdi>{here.customer_name}</Bdi>
          </a>
        }
        foot={
          mayManage && (
            <>
              {actions.map((action, at) => (
                <ActionButton key={action.id} action={action} kind={at === 0 ? "primary" : undefined} className="grow" />
              ))}
              {[...undo, edit].map((action) => (
                <ActionButton key={action.id} action={action} kind="ghost" />
              ))}
            </>
          )
        }
      >
        <Head cheque={here} />
        {here.paid.length > 0 && (
          <section aria-label={t("cheque.paid")}>
            <h3>{t("cheque.paid")}</h3>
            <ul className="cheques-list">
              {here.paid.map((document) => (
                <li key={document.id}>
                  <a className="cheques-link grow" href={href(`/invoices/${document.id}`)}>
                    <Num>{document.number}</Num>
                  </a>
                  <Money rial={document.open} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <Timeline
          title={t("cheque.timeline")}
          events={here.events}
          what={(event) => (
            <>
              <b>{event.kind === "state" ? t(`cheque.state_${event.to}` as Key) : t(`cheque.event_${event.kind}`)}</b>
              {event.debt > 0 && <> · {t("cheque.owed_again")}</>}
            </>
          )}
          more={({ kind, note }) => (
            <>
              {note && " · "}
              {kind === "changed" && note ? (
                <>
                  {t("cheque.due_was")} <When>{note}</When>
                </>
              ) : (
                <Bdi>{note}</Bdi>
              )}
            </>
          )}
        />
      </Aside>
      {asking && (
        <Owing
          cheque={here}
          to={asking}
          onDone={(after) => {
            void kept(after);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {editing && <Edit cheque={here} onClose={() => setEditing(false)} />}
    </>
  );
}

function Head({ cheque }: { cheque: Cheque }) {
  const t = useT();
  const facts: [Key, string][] = [
    ["cheque.bank", cheque.bank],
    ["cheque.sayad_id", cheque.sayad_id],
    ["cheque.holder", cheque.holder || cheque.customer_name],
  ];
  return (
    <>
      <DeepTile className="cheques-tile">
        <div>
          <div className="sm mut">{t(cheque.late ? "cheque.due_gone" : "cheque.due")}</div>
          <div className="cheques-day">
            <When>{cheque.due_on}</When>
          </div>
        </div>
        <b>
          <Money rial={cheque.amount} unit />
        </b>
      </DeepTile>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => [
            <dt key={label}>{t(label)}</dt>,
            <dd key={`${label}=`}>{label === "cheque.sayad_id" ? <Num>{value}</Num> : <Bdi>{value}</Bdi>}</dd>,
          ])}
      </dl>
    </>
  );
}

/** A step after which the customer owes again is told before it is taken. */
function Owing({ cheque, to, onDone, onClose }: { cheque: Cheque; to: string; onDone: (after: Cheque) => void; onClose: () => void }) {
  const t = useT();
  const form = useForm({ note: "" }, async ({ note }) => onDone(await takeStep(cheque.id, to, note)));
  return (
    <FormDialog title={t(`cheque.to_${to}` as Key)} form={form} save={t(`cheque.to_${to}` as Key)} onClose={onClose}>
      <Notice kind="needs">
        {t("cheque.owes_text", { Name: `\u2068${cheque.customer_name}\u2069` })} <Money rial={cheque.amount} unit />
      </Notice>
      <TextField label={t("cheque.note")} optional name="note" maxLength={300} data-autofocus value={form.values.note} onChange={(note) => form.set("note", note)} error={form.errors["note"]} />
    </FormDialog>
  );
}

function Edit({ cheque, onClose }: { cheque: Cheque; onClose: () => void }) {
  const t = useT();
  const know = useKnow();
  const form = useForm<Written>(writtenOn(cheque), async (values) => {
    await know(["cheques", "one", cheque.id], await putRight(cheque.id, values));
    toast(t("app.saved"));
    onClose();
  });
  return (
    <FormDialog title={t("cheque.edit_of", { Number: cheque.number })} form={form} width={600} onClose={onClose}>
      <ChequeFields value={form.values} onChange={(next) => (Object.keys(next) as (keyof Written)[]).forEach((name) => next[name] !== form.values[name] && form.set(name, next[name]))} errors={form.errors} />
    </FormDialog>
  );
}
