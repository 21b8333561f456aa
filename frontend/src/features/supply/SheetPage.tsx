import { IconCheck, IconFilter, IconPrinter, IconScan, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { meantBy } from "@/features/product/queries";
import { sound } from "@/features/sale/sound";
import { useActions, type Action } from "@/lib/actions";
import { Problem } from "@/lib/api/client";
import { useT } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { roomFor, roomForTexts } from "@/lib/money";
import { formatQuantity } from "@/lib/numbers";
import { usePhone } from "@/lib/phone";
import { usePreferences } from "@/lib/prefs";
import { navigate } from "@/lib/router";
import { useScan } from "@/lib/scanner";
import { useMay } from "@/lib/session";
import { ActionButton, Button } from "@/ui/Button";
import { DataTable, type Column } from "@/ui/DataTable";
import { Dialog } from "@/ui/Dialog";
import { Bdi, Money, Num, Quantity, When } from "@/ui/Num";
import { Empty, Notice, PageHead, Skeleton, Tag } from "@/ui/Panel";
import { refused, toast } from "@/ui/Toast";
import { Entry } from "./Entry";
import { PrintDialog, printSheet } from "./PrintDialog";
import { dropSheet, postSheet, putLine, sheetKey, takeLine, useSheet, type Sheet, type SheetLine } from "./queries";
import { Result } from "./Result";
import { moreBy, ofLine, totalOf, type Chosen } from "./values";

/** One sheet: what is scanned or typed stands on it at once; the stock moves when it is posted. */
export function SheetPage({ id }: { id: string }) {
  const t = useT();
  const client = useQueryClient();
  const know = useKnow();
  const mayPost = useMay("product_write");
  const { language } = usePreferences();
  const { data: sheet, error } = useSheet(id);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [over, setOver] = useState<"post" | "drop" | "print" | null>(null);
  const [only, setOnly] = useState(false);
  const current = useRef<SheetLine | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => (sheet?.lines ?? []).filter(({ difference }) => !only || difference !== "0"), [sheet, only]);
  const open = sheet !== undefined && !sheet.posted;
  const fresh = () => client.invalidateQueries({ queryKey: ["stock_sheets"] });

  const scanned = async (code: string) => {
    const meant = await meantBy(code);
    sound(meant ? "found" : "missing");
    if (!meant) return toast(t("product.unknown_barcode", { Barcode: code }), { kind: "wrong" });
    const now = client.getQueryData<Sheet>(sheetKey(id))?.lines?.find(({ product_id }) => product_id === meant.product.id);
    setChosen(ofLine(await putLine(id, meant.product.id, { quantity: moreBy(now?.quantity, meant.quantity) })));
    await fresh();
  };
  // One after the other, in the order they were heard: each adds to what the one before wrote.
  const scans = useRef(Promise.resolve());
  useScan((code) => {
    if (open) scans.current = scans.current.then(() => scanned(code)).catch(refused);
  });
  const take = async (line: SheetLine) => {
    try {
      await takeLine(id, line.product_id);
      setChosen(null);
      toast(t("supply.taken", { Name: line.name }), { undo: { label: t("app.undo"), run: () => void putLine(id, line.product_id, { quantity: line.quantity, sure: true, ...(sheet?.kind === "received" ? { cost: line.cost } : {}) }).then(fresh, refused) } });
      await fresh();
    } catch (refusal) {
      refused(refusal);
    }
  };

  const post: Action = { id: "supply.post", label: "supply.post", keys: ["F9"], icon: IconCheck, inFields: true, disabled: !mayPost || !open || sheet.count === 0, run: () => setOver("post") };
  const drop: Action = { id: "supply.drop", label: "supply.drop", keys: ["Shift+Delete"], icon: IconTrash, disabled: !open, run: () => setOver("drop") };
  const print: Action = { id: "supply.print", label: "supply.print", keys: ["F10"], icon: IconPrinter, inFields: true, run: () => (open && sheet.kind === "count" ? setOver("print") : printSheet(id, language)) };
  const differ: Action = { id: "supply.differ", label: "supply.only_differing", keys: ["Alt+D"], icon: IconFilter, disabled: sheet?.kind !== "count", run: () => setOnly(!only) };
  useActions(
    [
      ...(open ? [post, drop] : []),
      print,
      ...(sheet?.kind === "count" ? [differ] : []),
      { id: "supply.take", label: "supply.take", keys: ["Delete"], disabled: !open, run: () => current.current && void take(current.current), silent: true },
      { id: "supply.leave", label: "nav.stock", keys: ["Escape"], inFields: true, run: () => (chosen ? setChosen(null) : navigate("/stock")) },
    ],
    { title: "supply.one", off: over !== null },
  );

  const phone = usePhone();
  const columns = useMemo(() => columnsOf(t, sheet?.kind ?? "count", lines).filter(({ desk }) => !phone || !desk), [t, sheet?.kind, lines, phone]);
  if (!sheet) return <div className="page"><PageHead title={t("nav.stock")} />{error instanceof Problem ? <Notice kind="wrong">{error.message}</Notice> : <Skeleton height={300} />}</div>;
  const kind = sheet.number > 0 ? <>{t(`supply.kind_${sheet.kind}`)} <Num>{String(sheet.number)}</Num></> : t(`supply.kind_${sheet.kind}`);
  return (
    <div className="page">
      <PageHead title={sheet.name ? <Bdi>{sheet.name}</Bdi> : kind}>
        {sheet.posted ? <Tag kind="good">{t("supply.posted")}</Tag> : <Tag kind="needs">{t("supply.open")}</Tag>}
        <span className="sm mut supply-by">
          {sheet.name && <>{kind} · </>}
          <Bdi>{sheet.posted?.staff_name ?? sheet.staff_name}</Bdi> · <When as="both">{sheet.posted?.at ?? sheet.created_at}</When>
        </span>
        <span className="grow" />
        <b className="supply-result"><Result sheet={sheet} /></b>
        {sheet.kind === "count" && <ActionButton action={differ} kind={only ? "primary" : "plain"} bare aria-pressed={only} />}
        <ActionButton action={print} kind="ghost" bare />
        {open && <ActionButton action={drop} kind="ghost" bare />}
        {open && mayPost && <ActionButton action={post} kind="primary" />}
      </PageHead>
      {sheet.note && <Notice><Bdi>{sheet.note}</Bdi></Notice>}
      <div className={open ? "supply-desk" : "supply-desk posted"}>
        {open && <Entry sheet={sheet} chosen={chosen} onChosen={setChosen} onSaved={() => void fresh()} onTake={(line) => void take(line)} />}
        <div className="panel list-rows supply-rows">
          <DataTable
            ref={table}
            label={t("supply.one")}
            columns={columns}
            rows={lines}
            rowKey={({ product_id }) => product_id}
            onOpen={open ? (line) => setChosen(ofLine(line)) : undefined}
            onCurrent={(line) => (current.current = line)}
            takeFocus={!open}
            empty={<Empty icon={IconScan} title={t(only ? "supply.all_right" : "supply.empty")}>{!only && t("supply.empty_text")}</Empty>}
          />
        </div>
      </div>
      {over === "post" && (
        <Sure
          title={t("supply.post_sure")}
          save={t("supply.post")}
          onClose={() => setOver(null)}
          onSure={async () => {
            const after = await postSheet(id);
            await know(sheetKey(id), after);
            setOver(null);
            toast(t("supply.is_posted"));
          }}
        >
          <p>{t(`supply.post_${sheet.kind}`, { Count: sheet.kind === "count" ? sheet.differing : sheet.count })}</p>
        </Sure>
      )}
      {over === "print" && <PrintDialog sheet={sheet} onClose={() => setOver(null)} />}
      {over === "drop" && (
        <Sure title={t("supply.drop_sure")} save={t("supply.drop")} danger onClose={() => setOver(null)} onSure={async () => (await dropSheet(id), navigate("/stock", { replace: true }))}>
          <p>{t("supply.drop_text")}</p>
        </Sure>
      )}
    </div>
  );
}

function columnsOf(t: ReturnType<typeof useT>, kind: Sheet["kind"], lines: readonly SheetLine[]): Column<SheetLine>[] {
  const code: Column<SheetLine> = { id: "code", header: t("product.code"), width: "96px", desk: true, cell: ({ code }) => (code ? <Num>{code}</Num> : <span className="mut">–</span>) };
  const name: Column<SheetLine> = { id: "name", header: t("product.name"), width: "minmax(0, 3fr)", cell: ({ name }) => <Bdi>{name}</Bdi> };
  const unit: Column<SheetLine> = { id: "unit", header: t("product.unit"), width: "76px", desk: true, tone: "sec", cell: ({ unit }) => <Bdi>{unit}</Bdi> };
  const room = (texts: readonly string[]) => `${roomForTexts(texts.map(formatQuantity), 96)}px`;
  const quantities = room(lines.map(({ quantity }) => quantity));
  if (kind === "count")
    return [
      code, name, unit,
      { id: "expected", header: t("supply.expected"), width: room(lines.map(({ expected }) => expected)), numeric: "decimal", desk: true, tone: "sec", cell: ({ expected }) => <Quantity column>{expected}</Quantity> },
      { id: "quantity", header: t("supply.counted"), width: quantities, numeric: "decimal", cell: ({ quantity }) => <Quantity column>{quantity}</Quantity> },
      { id: "difference", header: t("supply.difference"), width: room(lines.map(({ difference }) => difference)), numeric: "decimal", cell: ({ difference }) => <span className={difference === "0" ? "mut" : "supply-off b"}><Quantity column>{difference}</Quantity></span> },
    ];
  return [
    code, name, unit,
    { id: "quantity", header: t("product.quantity"), width: quantities, numeric: "decimal", cell: ({ quantity }) => <Quantity column>{quantity}</Quantity> },
    { id: "cost", header: t("supply.cost"), width: `${roomFor(lines.map(({ cost }) => cost), 124)}px`, numeric: true, desk: true, cell: ({ cost }) => (cost > 0 ? <Money rial={cost} /> : <span className="mut">–</span>) },
    { id: "total", header: t("supply.total"), width: `${roomFor(lines.map(totalOf), 136)}px`, numeric: true, cell: (line) => (line.cost > 0 ? <Money rial={totalOf(line)} /> : <span className="mut">–</span>) },
  ];
}

/** Something that is not undone: said once more, then Enter. */
function Sure({ title, save, danger = false, children, onSure, onClose }: { title: string; save: string; danger?: boolean; children: ReactNode; onSure: () => Promise<void>; onClose: () => void }) {
  const t = useT();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await onSure();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setProblem(refusal.errors[0]?.detail ?? refusal.message);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      width={440}
      onClose={onClose}
      actions={[{ id: "supply.sure", label: "app.yes", keys: ["Enter"], silent: true, disabled: busy, run: () => void go() }]}
      foot={
        <>
          <Button kind={danger ? "danger" : "primary"} keys="Enter" disabled={busy} onClick={() => void go()}>{save}</Button>
          <span className="grow" />
          <Button onClick={onClose}>{t("app.cancel")}</Button>
        </>
      }
    >
      {problem && <Notice kind="wrong">{problem}</Notice>}
      {children}
    </Dialog>
  );
}
