import { useMemo, type ReactNode, type RefObject } from "react";
import { useT, type Key } from "@/lib/i18n";
import type { List } from "@/lib/list";
import type { ListState } from "@/lib/liststate";
import { usePhone } from "@/lib/phone";
import { columnsShown } from "@/lib/views";
import { Button } from "./Button";
import { DataTable, type Column, type TableProps } from "./DataTable";
import { ListBar, type Filter } from "./ListBar";
import { Notice, PageHead } from "./Panel";
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

interface Props<Row> extends Omit<TableProps<Row>, "label" | "rows" | "loading" | "onEnd" | "ref" | "sort" | "onSort"> {
  title: string;
  /** All there are. Keep them the same from one drawing to the next: every row is drawn again when they change. */
  columns: readonly ListColumn<Row>[];
  state: ListState;
  filters: readonly Filter[];
  list: List<Row>;
  /** Where the rows are: the search goes on to it. */
  table: RefObject<HTMLDivElement | null>;
  search: Key;
  /** Beside the search: how it was understood. */
  read?: ReactNode;
  /** At the end of the heading: what can be done. */
  tools?: ReactNode;
  /** Between the heading and the list. */
  below?: ReactNode;
  aside?: ReactNode;
  wide?: boolean;
}

/** The screen of a list: its heading and search, what went wrong, the rows, and what stands beside them. */
export function ListPage<Row>({ title, columns, state, filters, list, table, search, read, tools, below, aside, wide, empty, ...grid }: Props<Row>) {
  const t = useT();
  const shown = useMemo(() => columnsShown(columns, state.columns), [columns, state.columns]);
  const phone = usePhone();
  const narrow = Boolean(aside) || phone;
  const drawn = useMemo(() => shown.filter((column) => !(narrow && column.wide) && !(phone && column.desk)), [shown, narrow, phone]);
  return (
    <div className="page">
      <PageHead title={title}>
        <SearchField label={search} value={state.typed} onChange={state.type} list={table} />
        {read}
        <span className="grow" />
        {tools}
      </PageHead>
      <ListBar state={state} filters={filters} columns={columns} shown={shown} />
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
        <div className="panel list-rows">
          <DataTable {...grid} columns={drawn} sort={state.sort} onSort={state.sortBy} ref={table} label={title} rows={list.rows} loading={list.loading} onEnd={list.onEnd} empty={list.problem ? undefined : empty} />
        </div>
      </Split>
      <span className="sr" role="status">
        {state.asked && !list.loading ? t("app.found", { Count: list.rows.length, More: list.more ? "+" : "" }) : ""}
      </span>
    </div>
  );
}
