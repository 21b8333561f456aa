import { IconSearchOff } from "@tabler/icons-react";
import { useMemo, useRef, type ReactNode, type RefObject } from "react";
import { useT, type Key } from "@/lib/i18n";
import type { List } from "@/lib/list";
import type { ListState } from "@/lib/liststate";
import { usePhone } from "@/lib/phone";
import { columnsShown } from "@/lib/views";
import { Button } from "./Button";
import { DataTable, type Column, type TableProps } from "./DataTable";
import { ListBar, type Filter } from "./ListBar";
import { Empty, Notice, PageHead } from "./Panel";
import { SearchField } from "./SearchField";
import { Split } from "./Split";

export interface ListColumn<Row> extends Column<Row> {
  /** Always shown. */
  fixed?: boolean;
  /** Not shown until it is chosen. */
  spare?: boolean;
  /** Gives its room to what stands beside the list, and on a phone. */
  wide?: boolean;
}

const idOf = ({ id }: { id: string }) => id;

interface Props<Row> extends Pick<TableProps<Row>, "onOpen" | "onCurrent" | "takeFocus" | "start"> {
  title: string;
  /** All there are. Keep them the same from one drawing to the next: every row is drawn again when they change. */
  columns: readonly ListColumn<Row>[];
  state: ListState;
  filters: readonly Filter[];
  list: List<Row>;
  /** Where the rows are, for a screen that gives the focus back to them. */
  table?: RefObject<HTMLDivElement | null>;
  search: Key;
  /** Beside the search: how it was understood. */
  read?: ReactNode;
  /** At the end of the heading: what can be done. */
  tools?: ReactNode;
  /** Between the heading and the list. */
  below?: ReactNode;
  /** Instead of rows where there are none yet. */
  none: ReactNode;
  /** What is said where nothing fits what was asked for, and what else can be done than to show all. */
  missed?: { title?: ReactNode; text?: ReactNode; action?: ReactNode };
  /** The same rows shown in another way than as a table. */
  instead?: ReactNode;
  /** What stands beside the rows (useBeside, useOpened). */
  aside?: ReactNode;
  wide?: boolean;
}

/** The screen of a list: its heading and search, what went wrong, the rows or why there are none, and what stands beside them. A page says only what is its own. */
export function ListPage<Row extends { id: string }>({ title, columns, state, filters, list, table, search, read, tools, below, none, missed, instead, aside, wide, takeFocus = true, ...grid }: Props<Row>) {
  const t = useT();
  const own = useRef<HTMLDivElement>(null);
  const rows = table ?? own;
  const shown = useMemo(() => columnsShown(columns, state.columns), [columns, state.columns]);
  const phone = usePhone();
  const narrow = Boolean(aside) || phone;
  const drawn = useMemo(() => shown.filter((column) => !(narrow && column.wide) && !(phone && column.desk)), [shown, narrow, phone]);
  const empty = state.asked ? (
    <Empty
      icon={IconSearchOff}
      title={missed?.title ?? t("list.none")}
      action={
        <div className="row">
          {missed?.action}
          <Button onClick={state.clear}>{t("list.show_all")}</Button>
        </div>
      }
    >
      {missed?.text ?? (state.q === "" && t("list.none_text"))}
    </Empty>
  ) : (
    none
  );
  return (
    <div className="page">
      <PageHead title={title}>
        <SearchField label={search} value={state.typed} onChange={state.type} list={rows} />
        {read}
        <span className="grow" />
        {tools}
      </PageHead>
      <ListBar state={state} filters={filters} columns={instead ? [] : columns} shown={shown} />
      {below}
      {list.problem && (
        <Notice kind="wrong">
          {list.problem.message}{" "}
          <Button kind="link" onClick={list.retry}>
            {t("app.try_again")}
          </Button>
        </Notice>
      )}
      <Split wide={wide} aside={aside}>
        {instead && (list.rows.length > 0 || list.loading) ? (
          instead
        ) : (
          <div className="panel list-rows">
            {instead ? (
              !list.problem && empty
            ) : (
              <DataTable {...grid} takeFocus={takeFocus} rowKey={idOf} columns={drawn} sort={state.sort} onSort={state.sortBy} ref={rows} label={title} rows={list.rows} loading={list.loading} onEnd={list.onEnd} onSeen={list.onSeen} empty={list.problem ? undefined : empty} />
            )}
          </div>
        )}
      </Split>
      <span className="sr" role="status">
        {state.asked && !list.loading ? t("app.found", { Count: list.rows.length, More: list.more ? "+" : "" }) : ""}
      </span>
    </div>
  );
}
