import { IconCashRegister } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { ShiftRow } from "@/lib/api/types";
import { useBeside } from "@/lib/beside";
import { useT } from "@/lib/i18n";
import { usePhone } from "@/lib/phone";
import { navigate } from "@/lib/router";
import { ActionButton, Button } from "@/ui/Button";
import { DataTable, type Column } from "@/ui/DataTable";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { Empty, Notice, PageHead, Tag } from "@/ui/Panel";
import { Split } from "@/ui/Split";
import { OpenDialog } from "./OpenDialog";
import { ShiftPanel } from "./ShiftPanel";
import { useCurrentShift, useShifts } from "./queries";
import "./shift.css";

/** The till's shifts, the newest first; the one that is chosen beside them. */
export default function Page({ rest }: { rest: readonly string[] }) {
  const t = useT();
  const list = useShifts();
  const now = useCurrentShift();
  const [opening, setOpening] = useState(false);
  const { shown, follow } = useBeside(list.rows, rest[0], "/shift");
  const none = now.data === null;
  const open: Action = { id: "shift.open", label: "shift.open", keys: ["Insert"], icon: IconCashRegister, disabled: !none, run: () => setOpening(true) };
  useActions([open], { title: "nav.shift" });

  const columns = useMemo(
    (): Column<ShiftRow>[] => [
      { id: "number", header: t("shift.number"), width: "86px", cell: ({ number }) => <b><Num>{number}</Num></b> },
      { id: "till", header: t("shift.till"), desk: true, cell: ({ till }) => <Bdi>{till}</Bdi> },
      { id: "opened", header: t("shift.since"), width: "138px", cell: ({ opened_at }) => <When as="both">{opened_at}</When> },
      { id: "by", header: t("shift.opened_by"), desk: true, cell: ({ opened_by }) => <Bdi>{opened_by.name}</Bdi> },
      { id: "closed", header: t("shift.closed_at"), width: "138px", desk: true, cell: ({ close }) => (close ? <When as="both">{close.at}</When> : <Tag kind="good">{t("shift.still_open")}</Tag>) },
      { id: "counted", header: t("shift.counted"), width: "124px", desk: true, numeric: true, cell: ({ close }) => (close ? <Money rial={close.counted} /> : <span className="mut">–</span>) },
      { id: "difference", header: t("shift.difference"), width: "128px", numeric: true, cell: ({ close }) => (close ? <span className={close.difference === 0 ? "mut" : "shift-off"}><Money rial={close.difference} /></span> : <span className="mut">–</span>) },
    ],
    [t],
  );
  const phone = usePhone();
  const drawn = useMemo(() => columns.filter(({ desk }) => !(phone && desk)), [columns, phone]);
  return (
    <div className="page">
      <PageHead title={t("nav.shift")}>
        {now.data && <Tag kind="good"><Bdi>{now.data.till}</Bdi> · <Num>{now.data.number}</Num></Tag>}
        <span className="grow" />
        {none && <ActionButton action={open} kind="primary" />}
      </PageHead>
      {list.problem && (
        <Notice kind="wrong">
          {list.problem.message} <Button kind="link" onClick={list.retry}>{t("app.try_again")}</Button>
        </Notice>
      )}
      <Split wide aside={shown !== undefined && list.rows.length > 0 && <ShiftPanel key={shown} id={shown} />}>
        <div className="panel list-rows">
          <DataTable
            label={t("nav.shift")}
            columns={drawn}
            // The shift of this till is the one that is meant: another till's may be newer.
            rows={now.isPending ? [] : list.rows}
            rowKey={({ id }) => id}
            onCurrent={follow}
            loading={list.loading || now.isPending}
            onEnd={list.onEnd}
            onSeen={list.onSeen}
            takeFocus
            start={rest[0] ?? now.data?.id}
            empty={
              <Empty icon={IconCashRegister} title={t("shift.none")} action={<ActionButton action={open} kind="primary" />}>
                {t("shift.none_text")}
              </Empty>
            }
          />
        </div>
      </Split>
      {opening && <OpenDialog onClose={() => setOpening(false)} onDone={(id) => navigate(`/shift/${id}`, { replace: true })} />}
    </div>
  );
}
