import type { ReactNode, RefObject } from "react";
import { useT, type Key } from "@/lib/i18n";
import type { List } from "@/lib/list";
import { Button } from "./Button";
import { DataTable, type TableProps } from "./DataTable";
import { Notice, PageHead } from "./Panel";
import { SearchField } from "./SearchField";
import { Split } from "./Split";

interface Props<Row> extends Omit<TableProps<Row>, "label" | "rows" | "loading" | "onEnd" | "ref"> {
  title: string;
  list: List<Row>;
  /** Where the rows are: the search goes on to it. */
  table: RefObject<HTMLDivElement | null>;
  search: { label: Key; typed: string; onTyped: (typed: string) => void };
  /** Beside the search: what narrows the list. */
  chips?: ReactNode;
  /** At the end of the heading: what can be done. */
  tools?: ReactNode;
  /** Between the heading and the list. */
  below?: ReactNode;
  /** Was anything asked for? Then how much was found is said aloud. */
  asked: boolean;
  aside?: ReactNode;
  wide?: boolean;
}

/** The screen of a list: its heading and search, what went wrong, the rows, and what stands beside them. */
export function ListPage<Row>({ title, list, table, search, chips, tools, below, asked, aside, wide, empty, ...grid }: Props<Row>) {
  const t = useT();
  return (
    <div className="page">
      <PageHead title={title}>
        <SearchField label={search.label} value={search.typed} onChange={search.onTyped} list={table} />
        {chips}
        <span className="grow" />
        {tools}
      </PageHead>
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
          <DataTable {...grid} ref={table} label={title} rows={list.rows} loading={list.loading} onEnd={list.onEnd} empty={list.problem ? undefined : empty} />
        </div>
      </Split>
      <span className="sr" role="status">
        {asked && !list.loading ? t("app.found", { Count: list.rows.length, More: list.more ? "+" : "" }) : ""}
      </span>
    </div>
  );
}
