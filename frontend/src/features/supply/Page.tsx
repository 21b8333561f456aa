import { IconClipboardList, IconTruckDelivery } from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { newId } from "@/lib/api/client";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useListState } from "@/lib/liststate";
import { usePhone } from "@/lib/phone";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import type { Filter } from "@/ui/ListBar";
import { ListPage, type ListColumn } from "@/ui/ListPage";
import { Bdi, Num, When } from "@/ui/Num";
import { Empty, Tag } from "@/ui/Panel";
import { beginSheet, useSheets, type Sheet } from "./queries";
import { Result } from "./Result";
import { SheetPage } from "./SheetPage";
import "./supply.css";

/** Counts and deliveries: the list of their sheets, or one of them. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const [id] = rest;
  return id === undefined ? <Sheets /> : <SheetPage key={id} id={id} />;
}

function Sheets() {
  const t = useT();
  const mayReceive = useMay("product_write");
  const phone = usePhone();
  const [begun, setBegun] = useState<Sheet["kind"] | null>(null);
  const state = useListState("stock_sheets");
  const list = useSheets(state);
  const open = ({ id }: Sheet) => navigate(`/stock/${id}`);

  const count: Action = { id: "supply.count", label: "supply.new_count", keys: ["Insert"], icon: IconClipboardList, run: () => setBegun("count") };
  const receive: Action = { id: "supply.receive", label: "supply.new_received", keys: ["Shift+Insert"], icon: IconTruckDelivery, run: () => setBegun("received") };
  useActions([count, ...(mayReceive ? [receive] : []), { id: "supply.back", label: "nav.products", keys: ["Escape"], run: () => navigate("/products"), silent: true }], { title: "nav.stock", off: begun !== null });

  const columns = useMemo(
    (): ListColumn<Sheet>[] => [
      { id: "number", header: t("supply.number"), width: "72px", desk: true, cell: ({ number }) => (number > 0 ? <b><Num>{String(number)}</Num></b> : <span className="mut">–</span>) },
      { id: "kind", header: t("supply.kind"), width: "136px", fixed: true, cell: ({ kind, number }) => <>{t(`supply.kind_${kind}`)}{phone && number > 0 && <> <b><Num>{String(number)}</Num></b></>}</> },
      { id: "name", header: t("supply.name"), width: "minmax(0, 2fr)", cell: ({ name }) => (name ? <Bdi>{name}</Bdi> : <span className="mut">–</span>) },
      { id: "count", header: t("supply.lines"), width: "84px", numeric: true, desk: true, cell: ({ count: lines }) => <Num>{lines}</Num> },
      { id: "result", header: t("supply.result"), width: "160px", numeric: true, desk: true, cell: (sheet) => <Result sheet={sheet} /> },
      { id: "by", header: t("supply.by"), width: "minmax(0, 0.6fr)", tone: "sec", desk: true, cell: ({ staff_name }) => <Bdi>{staff_name}</Bdi> },
      { id: "at", header: t("supply.at"), width: "150px", tone: "sec", desk: true, cell: ({ created_at }) => <When as="both">{created_at}</When> },
      { id: "state", header: t("product.state"), width: "100px", cell: ({ posted }) => (posted ? <Tag kind="good">{t("supply.posted")}</Tag> : <Tag kind="needs">{t("supply.open")}</Tag>) },
    ],
    [t, phone],
  );
  const filters: Filter[] = [
    { id: "state", label: "product.state", options: [{ value: "open", label: t("supply.open") }, { value: "posted", label: t("supply.posted") }] },
    ...(mayReceive ? [{ id: "kind", label: "supply.kind" as const, options: (["count", "received"] as const).map((value) => ({ value, label: t(`supply.kind_${value}`) })) }] : []),
  ];
  return (
    <>
      <ListPage
        title={t("nav.stock")}
        list={list}
        state={state}
        filters={filters}
        search="supply.search"
        tools={
          <>
            <ActionButton action={count} kind="primary" />
            {mayReceive && <ActionButton action={receive} />}
          </>
        }
        columns={columns}
        onOpen={open}
        none={
          <Empty icon={IconClipboardList} title={t("supply.none")} action={<ActionButton action={count} kind="primary" />}>
            {t("supply.none_text")}
          </Empty>
        }
      />
      {begun && <Begin kind={begun} onClose={() => setBegun(null)} />}
    </>
  );
}

/** A sheet needs no name, but is found by it. */
function Begin({ kind, onClose }: { kind: Sheet["kind"]; onClose: () => void }) {
  const t = useT();
  const id = useRef(newId());
  const form = useForm({ name: "", note: "" }, async (values) => {
    const { id: made } = await beginSheet({ id: id.current, kind, ...values });
    navigate(`/stock/${made}`);
  });
  return (
    <FormDialog title={t(`supply.new_${kind}`)} form={form} save={t("supply.begin")} onClose={onClose} width={440}>
      <TextField label={t(`supply.name_${kind}`)} optional name="name" data-autofocus value={form.values.name} onChange={(name) => form.set("name", name)} error={form.errors["name"]} placeholder={t(`supply.name_${kind}_hint`)} />
      <TextField label={t("supply.note")} optional name="note" value={form.values.note} onChange={(note) => form.set("note", note)} error={form.errors["note"]} />
    </FormDialog>
  );
}
