import { IconAlertCircle, IconFileText, IconPhoneCall, IconPhoneCheck, IconUsers, IconWriting } from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import type { Answer } from "@/lib/api/paths";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useList } from "@/lib/list";
import { usePhone } from "@/lib/phone";
import { navigate } from "@/lib/router";
import { ActionButton } from "@/ui/Button";
import { DataTable, type Column } from "@/ui/DataTable";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { Bdi, Money, Num, Phone, When } from "@/ui/Num";
import { Empty, Notice, PageHead } from "@/ui/Panel";
import { Split } from "@/ui/Split";
import { toast } from "@/ui/Toast";
import "./debt.css";

type Debts = Answer<"/api/debts", "get">;
type Debtor = Debts["items"][number];

const tables = ["customers", "cheques", "invoices", "credit_notes", "settlements", "debt_calls", "customer_merges"];

const Sum = ({ rial }: { rial: number }) => (rial === 0 ? <span className="mut">–</span> : <Money rial={rial} />);

/** The promised day is past. */
function Late() {
  const t = useT();
  return <span className="debts-late" title={t("debts.late")}><IconAlertCircle size={14} stroke={1.75} aria-label={t("debts.late")} /> </span>;
}

/** Who owes and for how long: the list to call, with what was promised last. Whose day is past stands first, who may still keep it last. */
export default function Page() {
  const t = useT();
  const table = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<Debtor | null>(null);
  const [calling, setCalling] = useState<Debtor | null>(null);
  const list = useList<Debtor, Debts>("payments", ["debts"], (page) => ok(api.GET("/api/debts", { params: { query: page } })), { tables });
  const sums = list.first;

  const call: Action = { id: "debts.call", label: "debts.call", keys: ["F6"], icon: IconPhoneCheck, disabled: !current, run: () => setCalling(current) };
  const open: Action = { id: "debts.open", label: "debts.open", keys: ["Enter"], icon: IconUsers, disabled: !current, run: () => current && navigate(`/customers/${current.customer_id}`) };
  const statement: Action = { id: "debts.statement", label: "statement.show", keys: ["F10"], icon: IconFileText, disabled: !current, run: () => current && navigate(`/customers/${current.customer_id}/statement`) };
  const cheques: Action = { id: "debts.cheques", label: "nav.cheques", keys: ["F7"], icon: IconWriting, run: () => navigate("/cheques") };
  useActions([call, open, statement, cheques], { title: "nav.debts" });

  const columns = useMemo(
    (): Column<Debtor>[] => [
      { id: "name", header: t("customer.name"), cell: ({ name }) => <span className="ell"><Bdi>{name}</Bdi></span> },
      { id: "phone", header: t("customer.phone"), width: "132px", cell: ({ phone }) => (phone ? <Phone>{phone}</Phone> : <span className="mut">–</span>) },
      { id: "promised", header: t("debts.promised"), width: "minmax(0, 1.2fr)", tone: "sec", cell: ({ promised_on, late, note }) => <span className="two">{late && <Late />}{promised_on && <span className={late ? "debts-late" : undefined}><When>{promised_on}</When></span>}{promised_on && note && " · "}{note && <Bdi>{note}</Bdi>}</span> },
      { id: "cheques", header: t("debts.cheques"), width: "124px", numeric: true, cell: ({ cheques, bounced }) => (bounced > 0 ? <span className="debts-bounced" title={t("cheque.state_bounced")}><IconAlertCircle size={14} stroke={1.75} aria-label={t("cheque.state_bounced")} /> <Money rial={bounced} /></span> : <span className="sec"><Sum rial={cheques} /></span>) },
      { id: "days30", header: t("debts.days_30"), width: "112px", numeric: true, cell: ({ ages }) => <Sum rial={ages.days_30} /> },
      { id: "days60", header: t("debts.days_60"), width: "112px", numeric: true, cell: ({ ages }) => <Sum rial={ages.days_60} /> },
      { id: "days90", header: t("debts.days_90"), width: "112px", numeric: true, cell: ({ ages }) => <Sum rial={ages.days_90} /> },
      { id: "older", header: t("debts.older"), width: "112px", numeric: true, cell: ({ ages }) => <span className="debts-old"><Sum rial={ages.older} /></span> },
      { id: "owed", header: t("customer.balance"), width: "112px", numeric: true, cell: ({ owed }) => <b><Money rial={owed} /></b> },
    ],
    [t],
  );
  const few = useMemo(() => columns.filter(({ id }) => ["name", "phone", "owed"].includes(id)).map((column) => (column.id === "name" ? { ...column, cell: ({ name, late }: Debtor) => <span className="two">{late && <Late />}<Bdi>{name}</Bdi></span> } : { ...column, width: column.id === "phone" ? "118px" : "112px" })), [columns]);
  const phone = usePhone();

  return (
    <div className="page">
      <PageHead title={t("nav.debts")}>
        <span className="grow" />
        <ActionButton action={call} kind="primary" />
        <ActionButton action={statement} />
        <ActionButton action={cheques} />
      </PageHead>
      {sums && (
        <dl className="debts-sums">
          <div>
            <dt>{t("debts.together", { Count: sums.count })}</dt>
            <dd><Money rial={sums.total} unit /></dd>
          </div>
          {(["days_30", "days_60", "days_90", "older"] as const).map((age) => (
            <div key={age} className={age === "older" ? "old" : undefined}>
              <dt>{t(`debts.${age}`)}</dt>
              <dd><Sum rial={sums.ages[age]} /></dd>
            </div>
          ))}
        </dl>
      )}
      {list.problem && <Notice kind="wrong">{list.problem.message}</Notice>}
      <Split>
        <div className="panel list-rows">
          <DataTable
            ref={table}
            label={t("nav.debts")}
            columns={phone ? few : columns}
            rows={list.rows}
            rowKey={({ customer_id }) => customer_id}
            loading={list.loading}
            onEnd={list.onEnd}
            onSeen={list.onSeen}
            onOpen={open.run}
            onCurrent={setCurrent}
            takeFocus
            empty={
              <Empty icon={IconPhoneCall} title={t("debts.none")}>
                {t("debts.none_text")}
              </Empty>
            }
          />
        </div>
      </Split>
      {calling && <CallDialog debtor={calling} onClose={() => setCalling(null)} />}
    </div>
  );
}

/** What a debtor said: the day they promised, and a note. */
function CallDialog({ debtor, onClose }: { debtor: Debtor; onClose: () => void }) {
  const t = useT();
  const id = useRef(newId());
  const form = useForm({ promised_on: "", note: "" }, async (values) => {
    await ok(api.POST("/api/customers/{id}/calls", { params: { path: { id: debtor.customer_id } }, body: { id: id.current, ...values } }));
    toast(t("app.saved"));
    onClose();
  });
  return (
    <FormDialog title={t("debts.call_of", { Name: `\u2068${debtor.name}\u2069` })} form={form} onClose={onClose}>
      <p className="row between sm">
        <span>{debtor.phone ? <Phone>{debtor.phone}</Phone> : <Num>–</Num>}</span>
        <span>
          <Money rial={debtor.owed} unit />
        </span>
      </p>
      <JalaliDateField label={t("debts.promised_on")} optional name="promised_on" value={form.values.promised_on} onChange={(day) => form.set("promised_on", day)} error={form.errors["promised_on"]} />
      <TextField label={t("debts.note")} optional name="note" maxLength={500} value={form.values.note} onChange={(note) => form.set("note", note)} error={form.errors["note"]} />
    </FormDialog>
  );
}
