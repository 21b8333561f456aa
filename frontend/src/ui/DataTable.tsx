import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { Skeleton } from "./Panel";

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track: "120px", "minmax(0, 2fr)"; shares the rest by default. */
  width?: string;
  /** Numbers stand on the right in both directions. */
  numeric?: boolean;
}

export interface TableProps<Row> {
  /** What the table holds, for readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Enter or a click on a row. */
  onOpen?: (row: Row) => void;
  /** Tells which row is current, for details beside the list. */
  onCurrent?: (row: Row | null) => void;
  loading?: boolean;
  /** Instead of the rows when there are none. */
  empty?: ReactNode;
  /** Called near the end of the rows: fetch the next page. */
  onEnd?: () => void;
  foot?: ReactNode;
  /** The keys work in it as soon as it is shown. */
  takeFocus?: boolean;
  /** The key of the row that is current at first. */
  start?: string;
  ref?: Ref<HTMLDivElement>;
}

const rowHeight = 40;
const headHeight = 34;

/** Many rows, drawn only where they are seen; one stop for Tab, arrows move, Enter opens. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen, onCurrent, loading = false, empty, onEnd, foot, takeFocus = false, start, ref }: TableProps<Row>) {
  const id = useId();
  const scroll = useRef<HTMLDivElement | null>(null);
  const [at, setAt] = useState<{ key: string | null; index: number }>({ key: start ?? null, index: 0 });
  // The current row stays current when others come in above it; when it goes, whoever takes its place follows.
  const kept = at.key === null ? -1 : rows[at.index] !== undefined && rowKey(rows[at.index] as Row) === at.key ? at.index : rows.findIndex((row) => rowKey(row) === at.key);
  const current = kept >= 0 ? kept : Math.min(at.index, rows.length - 1);
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width ?? "minmax(0, 1fr)").join(" ") };
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions change with the scroll position, as wanted here
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 12, scrollMargin: headHeight, scrollPaddingStart: headHeight });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 10) end.current?.();
  }, [last, rows.length]);

  const tell = useRef(onCurrent);
  tell.current = onCurrent;
  const now = rows[current];
  const nowKey = now === undefined ? null : rowKey(now);
  useEffect(() => void tell.current?.(now ?? null), [nowKey]); // eslint-disable-line react-hooks/exhaustive-deps -- told once for each row, not for each copy of it

  useEffect(() => {
    if (takeFocus) scroll.current?.focus({ preventScroll: true });
  }, [takeFocus]);

  const choose = (index: number) => {
    const row = rows[index];
    setAt({ key: row === undefined ? null : rowKey(row), index });
  };
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    choose(next);
    virtual.scrollToIndex(next);
  };
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 400) / rowHeight) - 2);
    const steps: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + page, PageUp: current - page, Home: 0, End: rows.length - 1 };
    const to = steps[event.code];
    if (to !== undefined && event.target === event.currentTarget) {
      event.preventDefault();
      go(to);
    } else if (/Enter$/.test(event.code) && now !== undefined && onOpen && event.target === event.currentTarget) {
      event.preventDefault();
      onOpen(now);
    }
  };

  const cells = (render: (column: Column<Row>) => ReactNode, role: string) =>
    columns.map((column) => (
      <div key={column.id} role={role} className={column.numeric ? "num-col" : undefined}>
        {render(column)}
      </div>
    ));

  return (
    <div className="grid">
      <div
        ref={(node) => {
          scroll.current = node;
          if (typeof ref === "function") ref(node);
          else if (ref) ref.current = node;
        }}
        className="grid-scroll"
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-busy={loading}
        aria-activedescendant={nowKey === null ? undefined : `${id}-${current}`}
        tabIndex={0}
        onKeyDown={press}
      >
        <div className="grid-row grid-head" role="row" style={tracks}>
          {cells(({ header }) => header, "columnheader")}
        </div>
        {rows.length === 0 && loading && Array.from({ length: 8 }, (_, row) => <div key={row} className="grid-row" style={tracks} aria-hidden="true">{cells(() => <Skeleton width="70%" />, "presentation")}</div>)}
        <div style={{ blockSize: virtual.getTotalSize(), position: "relative" }} role="presentation">
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              // Keys come through the grid (aria-activedescendant); the row itself only takes the pointer.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid hears the keys for its rows
              <div
                key={rowKey(row)}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === current}
                className={onOpen ? "grid-row opens" : "grid-row"}
                style={{ ...tracks, position: "absolute", insetBlockStart: start - headHeight, insetInline: 0 }}
                onClick={() => {
                  choose(index);
                  onOpen?.(row);
                }}
              >
                {cells(({ cell }) => cell(row), "gridcell")}
              </div>
            );
          })}
        </div>
      </div>
      {rows.length === 0 && !loading && empty && <div className="grid-empty">{empty}</div>}
      {foot && <div className="grid-foot">{foot}</div>}
    </div>
  );
}
