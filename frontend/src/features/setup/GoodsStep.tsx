import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { api, ok, Problem } from "@/lib/api/client";
import type { ImportResult } from "@/lib/api/types";
import { upload } from "@/lib/api/upload";
import { useT } from "@/lib/i18n";
import type { Unit } from "@/lib/money";
import { Cards } from "@/ui/Choice";
import { Notice } from "@/ui/Panel";

/** What Enter does here depends on how far the step is. */
export interface GoodsHandle {
  go: () => Promise<void> | void;
}

type Source = "file" | "sample" | "later";

interface Props {
  ref: Ref<GoodsHandle>;
  unit: Unit;
  onDone: (result: ImportResult | null) => void;
}

/** Where the first goods come from: a list of one's own, the sample, or nothing yet. */
export function GoodsStep({ ref, unit: shopUnit, onDone }: Props) {
  const t = useT();
  const [source, setSource] = useState<Source>("file");
  const [reading, setReading] = useState<{ name: string; share: number } | null>(null);
  const [asked, setAsked] = useState<{ id: string; name: string } | null>(null);
  const [unit, setUnit] = useState<Unit>(shopUnit);
  const [problem, setProblem] = useState("");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => box.current?.querySelector<HTMLInputElement>("input:checked")?.focus(), [asked]);

  const attempt = async (work: () => Promise<void>) => {
    setProblem("");
    try {
      await work();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setProblem(refusal.errors[0]?.detail ?? refusal.message);
      setAsked(null);
    } finally {
      setReading(null);
    }
  };

  const take = (file: File | undefined) =>
    file &&
    void attempt(async () => {
      setReading({ name: file.name, share: 0 });
      const id = await upload(file, (share) => setReading({ name: file.name, share }));
      const result = await ok(api.POST("/api/pricelists", { body: { upload_id: id } }));
      if (result.needs_unit) setAsked({ id, name: file.name });
      else onDone(result);
    });

  const go = () => {
    if (reading) return;
    if (asked) {
      setReading({ name: asked.name, share: 1 });
      return attempt(async () => onDone(await ok(api.POST("/api/pricelists", { body: { upload_id: asked.id, unit } }))));
    }
    if (source === "file") return input.current?.click();
    if (source === "later") return onDone(null);
    return attempt(async () => onDone(await ok(api.POST("/api/pricelists/sample"))));
  };
  useImperativeHandle(ref, () => ({ go }));

  return (
    // A file may be dropped anywhere here; without a mouse, Enter opens the chooser.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className={over ? "firstrun-goods over" : "firstrun-goods"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        setSource("file");
        take(event.dataTransfer.files[0]);
      }}
    >
      {problem && <Notice kind="wrong">{problem}</Notice>}
      {reading && (
        <div className="firstrun-reading" role="status">
          <IconFileSpreadsheet size={22} stroke={1.6} aria-hidden="true" />
          <span className="grow ell">{t("firstrun.goods_reading", { Name: reading.name })}</span>
          <progress value={reading.share} max={1} aria-label={t("firstrun.goods_reading", { Name: reading.name })} />
        </div>
      )}
      {!reading && asked && (
        <Cards
          label={t("firstrun.goods_unit")}
          value={unit}
          onChange={setUnit}
          options={[
            { value: "toman", label: t("money.toman"), hint: t("firstrun.unit_toman_hint") },
            { value: "rial", label: t("money.rial"), hint: t("firstrun.unit_rial_hint") },
          ]}
        />
      )}
      {!reading && !asked && (
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
      <input ref={input} type="file" accept=".csv,.tsv,.txt,.xlsx,text/csv" hidden tabIndex={-1} aria-label={t("firstrun.goods_file")} onChange={(event) => (take(event.target.files?.[0]), (event.target.value = ""))} />
    </div>
  );
}
