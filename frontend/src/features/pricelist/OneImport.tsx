import { IconArrowBackUp, IconCheck, IconFileImport, IconFileSpreadsheet, IconList, IconPlayerStop, IconRefresh, IconTableOptions } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { Problem } from "@/lib/api/client";
import { formatDateTime } from "@/lib/dates";
import { useT, type Key } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { formatNumber } from "@/lib/numbers";
import { navigate } from "@/lib/router";
import { ActionButton } from "@/ui/Button";
import { Bdi } from "@/ui/Num";
import { Notice, Skeleton } from "@/ui/Panel";
import { begin, draft as given, useDraft } from "./draft";
import { FileChooser, type Chooser } from "./Drop";
import { decide, type Import } from "./imports";
import { isMoving, useImport } from "./queries";
import { Rows } from "./Rows";
import { Steps } from "./Steps";

/** One list: what it would change, how far it is, what it changed, and the way back. */
export function OneImport({ id }: { id: string }) {
  const { data: one, error, refetch } = useImport(id);
  if (one) return <Known one={one} lost={error?.message ?? ""} />;
  return error ? <Lost id={id} why={error} onAgain={() => void refetch()} /> : <Skeleton height={200} />;
}

/** A preview is gone when the program was started anew; its list, and what was chosen for it, may still be there. */
function Lost({ id, why, onAgain }: { id: string; why: Error; onAgain: () => void }) {
  const draft = useDraft();
  const back: Action = { id: "imports.columns", label: "imports.back_to_columns", keys: ["Enter"], icon: IconTableOptions, run: () => navigate("/imports/new") };
  const again: Action = { id: "imports.again", label: "app.try_again", keys: ["Enter"], icon: IconRefresh, run: onAgain };
  const list: Action = { id: "imports.list", label: "imports.to_list", keys: ["Escape"], icon: IconList, run: () => navigate("/imports") };
  const ways = draft?.id === id ? [back, list] : why instanceof Problem && why.passing ? [again, list] : [list];
  useActions(ways, { title: "nav.imports" });
  return (
    <>
      <div className="pricelist-body">
        <Notice kind="wrong">{why.message}</Notice>
      </div>
      <div className="pricelist-foot">
        {ways.map((action, at) => (
          <ActionButton key={action.id} action={action} kind={at === 0 ? "primary" : "plain"} />
        ))}
      </div>
    </>
  );
}

function Known({ one, lost }: { one: Import; lost: string }) {
  const t = useT();
  const client = useQueryClient();
  const know = useKnow();
  const { id } = one;
  const draft = useDraft();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const chooser = useRef<Chooser>(null);

  const decideOn = async (what: "take" | "cancel" | "undo") => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      await know(["imports", "one", id], await decide(id, what));
      if (what === "take") given.set(null); // its upload is used up
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setProblem(refusal.errors[0]?.detail ?? refusal.message);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ["imports"] });
    }
  };

  const { state } = one;
  const preview = state === "previewed";
  const reading = state === "deciding" && isMoving(one);
  const writing = state === "writing";
  const unread = state === "refused" && one.refused_count === 0; // as a whole: it has no rows to tell of
  const something = one.new + one.changed > 0;
  const take: Action = { id: "imports.take", label: "imports.take", keys: ["Enter"], icon: IconCheck, run: () => void decideOn("take"), disabled: busy };
  const back: Action = { id: "imports.columns", label: "imports.back_to_columns", keys: ["Escape"], icon: IconTableOptions, run: () => navigate("/imports/new") };
  const stop: Action = { id: "imports.stop", label: "imports.stop", keys: ["Escape"], icon: IconPlayerStop, run: () => void decideOn("cancel"), disabled: busy };
  // A long list is let go at once; the server leaves off when it comes to it.
  const leave: Action = { ...stop, run: () => (void decideOn("cancel"), navigate(draft?.id === id ? "/imports/new" : "/imports")) };
  const undo: Action = { id: "imports.undo", label: "imports.undo", keys: ["Ctrl+Z"], icon: IconArrowBackUp, run: () => void decideOn("undo"), disabled: busy };
  const list: Action = { id: "imports.list", label: "imports.to_list", keys: ["Escape"], icon: IconList, run: () => navigate("/imports") };
  const bring: Action = { id: "imports.bring", label: "pricelist.another", keys: ["Insert"], icon: IconFileImport, run: () => chooser.current?.open() };
  const see: Action = { id: "imports.see", label: one.kind === "customers" ? "imports.see_customers" : "imports.see_products", keys: ["Enter"], icon: IconCheck, run: () => navigate(one.kind === "customers" ? "/customers" : "/products") };

  const buttons: Action[] = [];
  if (preview && something) buttons.push(take);
  if (preview && draft?.id === id) buttons.push(back);
  else if (reading) buttons.push(leave);
  else if (writing) buttons.push(stop);
  else if (state === "undoing") buttons.push(list);
  else buttons.push(...(state === "taken" ? [see] : []), bring, list);
  const end: Action[] = one.undoable ? [undo] : [];
  useActions([...buttons, ...end], { title: "nav.imports" });

  return (
    <>
      <div className="pricelist-file">
        <IconFileSpreadsheet size={26} stroke={1.5} aria-hidden="true" />
        <div className="grow">
          <h2 className="ell">
            <Bdi>{one.file_name}</Bdi>
          </h2>
          <span className="sm mut">
            {one.kind && <>{t(`imports.kind_${one.kind}` as Key)} · </>}
            {one.source === "inbox" ? t("imports.from_inbox") : <Bdi>{one.staff_name || t("imports.from_command")}</Bdi>} · <bdi>{formatDateTime(one.at)}</bdi>
          </span>
        </div>
        <Steps at={preview || state === "deciding" ? 2 : 3} />
      </div>
      <div className="pricelist-body">
        {(problem || lost) && <Notice kind="wrong">{problem || lost}</Notice>}
        <Said one={one} />
        {isMoving(one) ? <Progress one={one} /> : !unread && <Rows key={one.state} of={one} />}
      </div>
      <div className="pricelist-foot">
        {buttons.map((action, at) => (
          <ActionButton key={action.id} action={action} kind={at === 0 && !isMoving(one) ? "primary" : "plain"} />
        ))}
        <span className="grow" />
        {end.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </div>
      <FileChooser
        ref={chooser}
        onFile={(file) => {
          void begin(file);
          navigate("/imports/new");
        }}
      />
    </>
  );
}

/** What happened, what was kept, what to do. */
function Said({ one }: { one: Import }) {
  const t = useT();
  if (one.state === "previewed") {
    const nothing = one.new + one.changed === 0;
    return <Notice kind={nothing ? "needs" : "info"}>{nothing ? t(one.unchanged > 0 ? "imports.nothing_new" : "imports.nothing") : t("imports.not_yet")}</Notice>;
  }
  if (one.state === "taken") return <Notice kind="good">{t("imports.taken", { Count: one.new + one.changed })}</Notice>;
  if (one.state === "cancelled" && one.kept === 0) return <Notice kind="needs">{t("imports.cancelled")}</Notice>;
  if (one.state === "undone" || one.state === "cancelled") return <Notice kind={one.kept > 0 ? "needs" : "good"}>{one.kept > 0 ? t("imports.undone_but", { Count: one.kept, Undone: formatNumber(one.undone) }) : t("imports.undone", { Count: one.undone })}</Notice>;
  if (one.state === "refused") return <Notice kind="wrong">{one.problem} {t("imports.refused_kept")}</Notice>;
  if (one.state === "deciding" && one.asks.length > 0) return <Notice kind="needs">{t("imports.asks_again")}</Notice>;
  return null;
}

function Progress({ one }: { one: Import }) {
  const t = useT();
  const label = t(one.state === "undoing" ? "imports.undoing" : one.state === "writing" ? "imports.writing" : "imports.reading");
  return (
    <div className="pricelist-going" role="status">
      <b>{label}</b>
      <progress className="pricelist-progress" value={one.total > 0 ? one.done : undefined} max={Math.max(1, one.total)} aria-label={label} />
      {one.total > 0 && <span className="mut">{t("imports.progress", { Done: formatNumber(one.done), Total: formatNumber(one.total) })}</span>}
      {one.state !== "deciding" && <span className="sm mut">{t("imports.may_leave")}</span>}
    </div>
  );
}
