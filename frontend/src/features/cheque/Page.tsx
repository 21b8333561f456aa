import { IconWriting } from "@tabler/icons-react";
import { useMemo } from "react";
import { useBeside } from "@/lib/beside";
import { useT } from "@/lib/i18n";
import { useListState } from "@/lib/liststate";
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
  const list = useCheques(state);
  const sums = useSums();
  const { shown, follow } = useBeside(list.rows, rest[0], "/cheques");

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
      onCurrent={follow}
      start={rest[0]}
      aside={shown !== undefined && <ChequePanel key={shown} id={shown} />}
      missed={{ title: t("cheque.none_found"), text: t("cheque.none_found_text") }}
      none={
        <Empty icon={IconWriting} title={t("cheque.none")}>
          {t("cheque.none_text")}
        </Empty>
      }
    />
  );
}
