import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { Columns } from "@/features/pricelist/Columns";
import { lacking } from "@/features/pricelist/columns";
import { begin, draft, goOn, plan, useDraft } from "@/features/pricelist/draft";
import { FileChooser, Hanging, useDrop, type Chooser } from "@/features/pricelist/Drop";
import { decide, readImport, type Import } from "@/features/pricelist/imports";
import { isMoving, takeSample } from "@/features/pricelist/queries";
import { Rows } from "@/features/pricelist/Rows";
import "@/features/pricelist/pricelist.css";
import { useActions } from "@/lib/actions";
import { Problem } from "@/lib/api/client";
import { useT } from "@/lib/i18n";
import { Cards } from "@/ui/Choice";
import { Notice } from "@/ui/Panel";
import type { Brought } from "./ReadyStep";

/** What Enter does here depends on how far the step is. */
export interface GoodsHandle {
  go: () => Promise<void> | void;
}

type Source = "file" | "sample" | "later";

/** Where the first goods come from: a list of one's own – seen before it is taken in –, the sample, or nothing yet. */
export function GoodsStep({ ref, onDone }: { ref: Ref<GoodsHandle>; onDone: (result: Brought | null) => void }) {
  const t = useT();
  const file = useDraft();
  const [source, setSource] = useState<Source>("file");
  const [seen, setSeen] = useState<Import | null>(null);
  const [going, setGoing] = useState<Import | null>(null);
  const [problem, setProblem] = useState("");
  const chooser = useRef<Chooser>(null);
  const box = useRef<HTMLDivElement>(null);
  const looked = file?.look != null;
  const reading = file !== null && !looked && !file.problem;

  const take = (chosen: File) => {
    setSource("file");
    setSeen(null);
    setProblem("");
    void begin(chosen, "products");
  };
  const over = useDrop(take);

  const attempt = async (work: () => Promise<void>) => {
    setProblem("");
    try {
      await work();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setProblem(refusal.errors[0]?.detail ?? refusal.message);
    }
  };

  const takeIn = async (one: Import) => {
    let now = await decide(one.id, "take");
    for (setGoing(now); isMoving(now); setGoing(now)) now = await readImport(one.id, 20);
    draft.set(null);
    onDone(now);
  };
  const go = () => {
    if (reading || file?.busy || going) return;
    if (seen) return attempt(() => takeIn(seen));
    if (file?.look) {
      if (lacking(file.kind, file.chosen, file.look) !== "") return;
      return attempt(async () => setSeen(await plan(file)));
    }
    if (source === "file" && file?.again) return goOn(file);
    if (source === "file") return chooser.current?.open();
    if (source === "later") return onDone(null);
    return attempt(async () => onDone(await takeSample()));
  };
  useImperativeHandle(ref, () => ({ go }));
  useActions([
    { id: "goods.go", label: "app.continue", keys: ["Enter"], silent: true, inFields: true, run: () => box.current?.closest("form")?.requestSubmit() },
    { id: "goods.back", label: "app.back", keys: ["Escape"], silent: true, inFields: true, disabled: file === null || going !== null, run: () => (seen ? setSeen(null) : draft.set(null)) },
  ]);
  useEffect(() => (box.current?.querySelector<HTMLElement>("input:checked") ?? document.querySelector<HTMLElement>(".firstrun-go"))?.focus(), [looked, seen]);

  return (
    <div ref={box} className="firstrun-goods">
      {over && <Hanging />}
      {(problem || file?.problem) && <Notice kind="wrong">{problem || file?.problem}</Notice>}
      {(reading || going) && (
        <div className="firstrun-reading" role="status">
          <span className="grow ell">{t(going ? "imports.writing" : "firstrun.goods_reading", { Name: file?.file.name ?? "" })}</span>
          <progress value={going ? going.done : file?.sent.bytes} max={Math.max(1, going?.total ?? file?.file.size ?? 1)} aria-label={t("firstrun.goods_reading", { Name: file?.file.name ?? "" })} />
        </div>
      )}
      {!going && seen && (
        <>
          <p>{t("pricelist.preview", { Name: seen.file_name })}</p>
          <Rows of={seen} most={2} />
        </>
      )}
      {!seen && file?.look && <Columns of={file} bare />}
      {!reading && !looked && (
        <Cards
          quiet
          column
          label={t("firstrun.goods_title")}
          value={source}
          onChange={setSource}
          options={[
            { value: "file", label: t("firstrun.goods_file"), hint: t("firstrun.goods_file_hint") },
            { value: "sample", label: t("firstrun.goods_sample"), hint: t("firstrun.goods_sample_hint") },
            { value: "later", label: t("firstrun.goods_later"), hint: t("firstrun.goods_later_hint") },
          ]}
        />
      )}
      <FileChooser ref={chooser} onFile={take} />
    </div>
  );
}
