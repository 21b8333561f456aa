import { IconCheck, IconFileSpreadsheet, IconUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Problem } from "@/lib/api/client";
import type { ImportResult } from "@/lib/api/types";
import { upload } from "@/lib/api/upload";
import { useT } from "@/lib/i18n";
import { shopUnit, type Unit } from "@/lib/money";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { Notice, Skeleton } from "@/ui/Panel";
import { Outcome } from "./Outcome";
import { preview, takeIn, takeSample } from "./queries";
import "./pricelist.css";

type Stage =
  | { at: "choose" }
  | { at: "reading"; name: string; share: number }
  | { at: "unit"; name: string; id: string }
  | { at: "preview"; name: string; id: string; unit?: Unit; result: ImportResult }
  | { at: "done"; result: ImportResult };

/** A price list comes in: what it would change is seen before it does. */
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>({ at: "choose" });
  const [unit, setUnit] = useState<Unit>(shopUnit());
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLDivElement>(null);
  useEffect(() => (main.current?.querySelector<HTMLElement>("input:checked") ?? main.current?.closest(".dialog")?.querySelector<HTMLElement>(".btn.primary"))?.focus(), [stage.at]);

  const attempt = async (work: () => Promise<Stage>) => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    const before = stage;
    try {
      setStage(await work());
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setProblem(refusal.errors[0]?.detail ?? refusal.message);
      setStage(before.at === "reading" ? { at: "choose" } : before);
    } finally {
      setBusy(false);
    }
  };

  const look = async (id: string, name: string, given?: Unit): Promise<Stage> => {
    const result = await preview(id, given);
    return result.needs_unit ? { at: "unit", name, id } : { at: "preview", name, id, unit: given, result };
  };
  const take = (file: File | undefined) =>
    file &&
    void attempt(async () => {
      setStage({ at: "reading", name: file.name, share: 0 });
      return look(await upload(file, (share) => setStage({ at: "reading", name: file.name, share })), file.name);
    });
  const finish = async (result: ImportResult): Promise<Stage> => {
    await client.invalidateQueries({ queryKey: ["products"] });
    return { at: "done", result };
  };
  const nothing = stage.at === "preview" && stage.result.new + stage.result.changed === 0;

  const next: Record<Stage["at"], { label: string; icon: typeof IconUpload; run: () => void }> = {
    choose: { label: t("pricelist.choose"), icon: IconUpload, run: () => input.current?.click() },
    reading: { label: t("pricelist.choose"), icon: IconUpload, run: () => undefined },
    unit: { label: t("app.continue"), icon: IconCheck, run: () => stage.at === "unit" && void attempt(() => look(stage.id, stage.name, unit)) },
    preview: {
      label: t("pricelist.take_in"),
      icon: IconCheck,
      run: () => stage.at === "preview" && void attempt(async () => finish(await takeIn(stage.id, stage.unit))),
    },
    done: { label: t("app.close"), icon: IconCheck, run: onClose },
  };
  const go = nothing ? { label: t("pricelist.another"), icon: IconUpload, run: () => setStage({ at: "choose" }) } : next[stage.at];

  return (
    <Dialog
      title={t("pricelist.title")}
      onClose={onClose}
      width={560}
      actions={[{ id: "pricelist.go", label: "app.continue", keys: ["Enter"], run: go.run, disabled: busy }]}
      foot={
        <>
          <Button kind="primary" icon={go.icon} keys="Enter" disabled={busy} onClick={go.run}>
            {go.label}
          </Button>
          {stage.at === "choose" && (
            <Button disabled={busy} onClick={() => void attempt(async () => finish(await takeSample()))}>
              {t("pricelist.sample")}
            </Button>
          )}
          <span className="grow" />
          {stage.at !== "done" && <Button onClick={onClose}>{t("app.cancel")}</Button>}
        </>
      }
    >
      {/* A file may be dropped anywhere here; without a mouse, the button opens the chooser. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={main}
        className="stack"
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        {problem && <Notice kind="wrong">{problem}</Notice>}
        {stage.at === "choose" && (
          <button type="button" className={over ? "pricelist-drop over" : "pricelist-drop"} tabIndex={-1} onClick={() => input.current?.click()}>
            <IconFileSpreadsheet size={44} stroke={1.25} aria-hidden="true" />
            <b>{t("pricelist.drop")}</b>
            <span className="sm mut">{t("pricelist.drop_text")}</span>
          </button>
        )}
        {stage.at === "reading" && (
          <div className="stack" role="status">
            <span className="ell">{t("pricelist.reading", { Name: stage.name })}</span>
            <progress className="pricelist-progress" value={stage.share} max={1} aria-label={t("pricelist.reading", { Name: stage.name })} />
            <Skeleton height={56} />
          </div>
        )}
        {stage.at === "unit" && (
          <>
            <p>
              {t("pricelist.unit_why")}
            </p>
            <Segments
              label={t("error.unit_needed")}
              value={unit}
              onChange={setUnit}
              options={[
                { value: "toman", label: t("money.toman") },
                { value: "rial", label: t("money.rial") },
              ]}
            />
          </>
        )}
        {stage.at === "preview" && (
          <>
            <p>{nothing ? t("pricelist.nothing", { Name: stage.name }) : t("pricelist.preview", { Name: stage.name })}</p>
            <Outcome result={stage.result} />
          </>
        )}
        {stage.at === "done" && (
          <>
            <Notice kind="good">{t("pricelist.done")}</Notice>
            <Outcome result={stage.result} />
          </>
        )}
        <input ref={input} type="file" accept=".csv,.tsv,.txt,.xlsx,text/csv" hidden tabIndex={-1} aria-label={t("pricelist.choose")} onChange={(event) => (take(event.target.files?.[0]), (event.target.value = ""))} />
      </div>
    </Dialog>
  );
}
