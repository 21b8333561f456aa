import { IconArrowNarrowRight, IconFileSpreadsheet, IconRefresh, IconUpload } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useActions, type Action } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { ActionButton } from "@/ui/Button";
import { Bdi } from "@/ui/Num";
import { Notice, Skeleton } from "@/ui/Panel";
import { lacking } from "./columns";
import { Columns } from "./Columns";
import { FileChooser, type Chooser } from "./Drop";
import { begin, goOn, plan, useDraft, type Draft } from "./draft";
import { Steps } from "./Steps";

/** A file on its way in, until its rows are seen: it is sent, looked into, and its columns are put right. */
export function NewImport() {
  const of = useDraft();
  useEffect(() => {
    if (of === null) navigate("/imports", { replace: true });
  }, [of]);
  return of && <Looked of={of} />;
}

function Looked({ of }: { of: Draft }) {
  const t = useT();
  const chooser = useRef<Chooser>(null);
  const box = useRef<HTMLDivElement>(null);
  const ready = of.look !== null;
  const go = async () => {
    const made = await plan(of);
    if (made) navigate(`/imports/${made.id}`);
  };
  const next: Action = { id: "imports.next", label: "imports.see_preview", keys: ["Enter"], icon: IconArrowNarrowRight, inFields: true, run: () => void go(), disabled: of.busy || of.look === null || lacking(of.kind, of.chosen, of.look) !== "" };
  const again: Action = { id: "imports.again", label: "app.try_again", keys: ["Enter"], icon: IconRefresh, run: () => void goOn(of) };
  const other: Action = { id: "imports.other", label: "pricelist.another", icon: IconUpload, run: () => chooser.current?.open() };
  const leave: Action = { id: "imports.leave", label: "app.cancel", keys: ["Escape"], run: () => navigate("/imports"), inFields: true };
  // A list that could not be read asks for another one; one that did not arrive is sent on.
  const stuck = of.problem !== "" && !ready;
  const ways = !stuck ? [next, other] : of.again ? [again, other] : [{ ...other, keys: ["Enter"] }];
  useActions([...ways, leave], { title: "nav.imports" });
  useEffect(() => {
    // What is still asked comes first.
    if (ready) (box.current?.querySelector<HTMLElement>(".pricelist-ask:not(:has(:checked)) input") ?? box.current?.querySelector<HTMLElement>(".cards input:checked, .pricelist-table select") ?? box.current)?.focus();
  }, [ready]);

  return (
    <>
      <div className="pricelist-file">
        <IconFileSpreadsheet size={26} stroke={1.5} aria-hidden="true" />
        <div className="grow">
          <h2 className="ell">
            <Bdi>{of.file.name}</Bdi>
          </h2>
          <span className="sm mut">{t("imports.nothing_yet")}</span>
        </div>
        <Steps at={ready ? 1 : 0} />
      </div>
      <div className="pricelist-body" ref={box} tabIndex={-1}>
        {of.problem && (
          <Notice kind="wrong">
            {of.problem} {!of.again && t("imports.refused_kept")}
          </Notice>
        )}
        {ready ? (
          <Columns of={of} />
        ) : (
          !of.problem && (
            <div className="pricelist-going" role="status">
              <b>{t("pricelist.reading", { Name: of.file.name })}</b>
              <progress className="pricelist-progress" value={of.sent.bytes} max={Math.max(1, of.file.size)} aria-label={t("pricelist.reading", { Name: of.file.name })} />
              <Skeleton height={56} />
            </div>
          )
        )}
      </div>
      <div className="pricelist-foot">
        {ways.map((action, at) => (
          <ActionButton key={action.id} action={action} kind={at === 0 ? "primary" : "plain"} mirrored={action === next} />
        ))}
        <span className="grow" />
        <ActionButton action={leave} />
      </div>
      <FileChooser ref={chooser} onFile={(file) => void begin(file)} />
    </>
  );
}
