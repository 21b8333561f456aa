import { IconSearchOff, IconWriting } from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import { useT } from "@/lib/i18n";
import { useSettled } from "@/lib/list";
import { useListState } from "@/lib/liststate";
import { navigate } from "@/lib/router";
import { Button } from "@/ui/Button";
import type { Filter } from "@/ui/ListBar";
import { ListPage, type ListColumn } from "@/ui/ListPage";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { Empty } from "@/ui/Panel";
import { ChequePanel } from "./ChequePanel";
import { StateTag } from "./StateTag";
import { useCheques, useSums, type ChequeRow } from "./queries";
import "./cheque.css";

const states = ["held", "deposited", "cleared", "bounced", "given_back"] as const;

/** The cheques by the day on which they are due: what is in hand, what is at the bank, what bounced. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const state = useListState("cheques", { open: "true" });
  const [chosen, setChosen] = useState<string | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const list = useCheques(state);
  const sums = useSums();
  const [pinned] = rest;
  const settled = useSettled(chosen, 90);
  const shown = pinned ?? settled ?? undefined;
  const first = useRef(true);
  const follow = (row: ChequeRow | null) => {
    if (row && first.current && pinned !== undefined) {
      first.current = false;
      return;
    }
    first.current = false;
    const id = row?.id ?? null;
    setChosen(id);
    if (id !== null && pinned !== undefined && id !== pinned) navigate("/cheques", { replace: true });
  };

  const columns = useMemo(
    (): ListColumn<ChequeRow>[] => [
      { id: "due", header: t("cheque.due"), width: "118px", sort: "due", fixed: true, cell: ({ due_on, late }) => <span className={late ? "cheques-late b" : undefined}><When>{due_on}</When></span> },
      { id: "customer", header: t("cheque.customer"), cell: ({ customer_name }) => <span className="ell"><Bdi>{customer_name}</Bdi></span> },
      { id: "number", header: t("cheque.number"), width: "128px", tone: "sec", desk: true, cell: ({ number }) => <span className="ell"><Num>{number}</Num></span> },
      { id: "bank", header: t("cheque.bank"), width: "120px", wide: true, tone: "sec", cell: ({ bank }) => <Bdi>{bank}</Bdi> },
      { id: "state", header: t("cheque.state"), width: "108px", desk: true, cell: (row) => <StateTag state={row.state} /> },
      { id: "sayad_id", header: t("cheque.sayad_id"), width: "168px", spare: true, tone: "sec", cell: ({ sayad_id }) => <Num>{sayad_id}</Num> },
      { id: "created", header: t("cheque.created"), width: "100px", sort: "created", wide: true, tone: "sec", cell: ({ created_at }) => <When>{created_at}</When> },
      { id: "amount", header: t("cheque.amount"), width: "118px", sort: "amount", numeric: true, cell: ({ amount }) => <b><Money rial={amount} /></b> },
    ],
    [t],
  );
  const filters: Filter[] = [
    { id: "open", label: "cheque.open", toggle: true, options: [{ value: "true", label: t("cheque.open") }] },
    { id: "due", label: "cheque.due", options: (["late", "week", "month"] as const).map((value) => ({ value, label: t(`cheque.due_${value}`) })) },
    { id: "state", label: "cheque.state", options: states.map((value) => ({ value, label: t(`cheque.state_${value}`) })) },
  ];
  return (
    <ListPage
      title={t("nav.cheques")}
      list={list}
      table={table}
      state={state}
      filters={filters}
      search="cheque.search"
      below={
        sums && (
          <dl className="cheques-sums">
            {(["held", "deposited", "week", "late", "bounced"] as const).map((name) => (
              <div key={name} className={sums[name].count === 0 ? "none" : name === "late" ? "needs" : name === "bounced" ? "wrong" : undefined}>
                <dt>{t(`cheque.sum_${name}`, { Count: sums[name].count })}</dt>
                <dd>{sums[name].count === 0 ? <span className="mut">–</span> : <Money rial={sums[name].amount} unit />}</dd>
              </div>
            ))}
          </dl>
        )
      }
      columns={columns}
      rowKey={({ id }) => id}
      onCurrent={follow}
      takeFocus
      start={pinned}
      aside={shown !== undefined && (pinned !== undefined || list.rows.length > 0) ? <ChequePanel id={shown} /> : undefined}
      empty={
        state.asked || state.filters["open"] === undefined ? (
          <Empty icon={IconSearchOff} title={t("cheque.none_found")} action={<Button onClick={() => state.clear()}>{t("list.show_all")}</Button>}>
            {t("cheque.none_found_text")}
          </Empty>
        ) : (
          <Empty icon={IconWriting} title={t("cheque.none")}>
            {t("cheque.none_text")}
          </Empty>
        )
      }
    />
  );
}
