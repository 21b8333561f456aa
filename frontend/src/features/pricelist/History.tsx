import { IconFileImport, IconFileSpreadsheet, IconFolder, IconInbox } from "@tabler/icons-react";
import { useRef } from "react";
import { useActions, type Action } from "@/lib/actions";
import { useT, type Key } from "@/lib/i18n";
import { usePhone } from "@/lib/phone";
import { navigate } from "@/lib/router";
import { ActionButton, Button } from "@/ui/Button";
import { DataTable, type Column } from "@/ui/DataTable";
import { Bdi, Num, When } from "@/ui/Num";
import { Empty, Notice, PageHead, Tag } from "@/ui/Panel";
import { FileChooser, type Chooser } from "./Drop";
import { begin } from "./draft";
import { isGone, type Import, type State } from "./imports";
import { useHistory } from "./queries";
import { Gone } from "./Rows";

const marks: Record<State, "" | "needs" | "wrong" | "good" | "info"> = { deciding: "needs", previewed: "needs", writing: "info", taken: "good", cancelled: "", refused: "wrong", undoing: "info", undone: "" };

/** What came, when and from whom; a new one comes by dropping it anywhere, or through the button. */
export function History() {
  const t = useT();
  const list = useHistory();
  const chooser = useRef<Chooser>(null);
  const inbox = list.first?.inbox;
  const bring: Action = { id: "imports.bring", label: "imports.bring", keys: ["Insert"], icon: IconFileImport, run: () => chooser.current?.open() };
  useActions([bring], { title: "nav.imports" });

  const figure = (of: (one: Import) => number) => (one: Import) => of(one) > 0 ? <Num>{of(one)}</Num> : <span className="mut">–</span>;
  const wrote = (of: (one: Import) => number) => (one: Import) => (isGone(one) && of(one) > 0 ? <Gone>{of(one)}</Gone> : figure(of)(one));
  const all: Column<Import>[] = [
    { id: "at", header: t("imports.when"), width: "158px", desk: true, cell: ({ at }) => <When as="both">{at}</When> },
    {
      id: "file",
      header: t("imports.file"),
      width: "minmax(0, 3fr)",
      cell: ({ file_name, source }) => (
        <span className="row">
          {source === "inbox" ? <IconInbox size={16} stroke={1.75} className="mut" aria-hidden="true" /> : <IconFileSpreadsheet size={16} stroke={1.75} className="mut" aria-hidden="true" />}
          <span className="ell">
            <Bdi>{file_name}</Bdi>
          </span>
        </span>
      ),
    },
    { id: "kind", header: t("imports.kind_short"), width: "136px", desk: true, cell: ({ kind }) => <span className="sec">{kind ? t(`imports.kind_${kind}` as Key) : "–"}</span> },
    { id: "by", header: t("imports.by"), width: "minmax(0, 1fr)", desk: true, cell: ({ source, staff_name }) => <span className="sec">{source === "inbox" ? t("imports.inbox") : <Bdi>{staff_name || t("imports.from_command")}</Bdi>}</span> },
    { id: "new", header: t("imports.what_new"), width: "84px", numeric: true, cell: wrote((one) => one.new) },
    { id: "changed", header: t("imports.what_changed"), width: "92px", numeric: true, desk: true, cell: wrote((one) => one.changed) },
    { id: "refused", header: t("imports.what_refused"), width: "112px", numeric: true, desk: true, cell: figure((one) => one.refused_count) },
    { id: "state", header: t("imports.state"), width: "138px", cell: ({ state }) => <Tag kind={marks[state]}>{t(`imports.state_${state}` as Key)}</Tag> },
  ];
  const phone = usePhone();
  const columns = phone ? all.filter(({ desk }) => !desk) : all;
  return (
    <div className="page">
      <PageHead title={t("nav.imports")}>
        <span className="sec ell">{t("imports.lead")}</span>
        <span className="grow" />
        <ActionButton action={bring} kind="primary" />
      </PageHead>
      {inbox && (
        <p className="pricelist-inbox">
          <IconFolder size={18} stroke={1.75} aria-hidden="true" />
          <span className="grow">
            {t("imports.inbox_where")} <code dir="ltr">{inbox}</code>
          </span>
        </p>
      )}
      {list.problem && (
        <Notice kind="wrong">
          {list.problem.message}{" "}
          <Button kind="link" onClick={list.retry}>
            {t("app.try_again")}
          </Button>
        </Notice>
      )}
      <div className="panel grow pricelist-history">
        <DataTable
          label={t("imports.history")}
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          onOpen={({ id }) => navigate(`/imports/${id}`)}
          loading={list.loading}
          onEnd={list.onEnd}
          onSeen={list.onSeen}
          takeFocus
          empty={
            list.problem ? undefined : (
              <Empty icon={IconFileSpreadsheet} title={t("imports.none")} action={<ActionButton action={bring} kind="primary" />}>
                {t("imports.none_text")}
              </Empty>
            )
          }
        />
      </div>
      <FileChooser
        ref={chooser}
        onFile={(file) => {
          void begin(file);
          navigate("/imports/new");
        }}
      />
    </div>
  );
}
