import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { DataHead } from "./DataHead";
import { Skeleton } from "./Panel";
import { useSlots } from "./rows";

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track: "120px", "minmax(0, 2fr)"; shares the rest by default. */
  width?: string;
  /** Numbers stand on the right in both directions; "decimal" ones leave room for a fraction, and their heading with them. */
  numeric?: boolean | "decimal";
  /** Stands back behind the other columns: secondary, muted, or smaller too. */
  tone?: "sec" | "mut" | "mut sm";
  /** Left out on a phone. */
  desk?: boolean;
  /** What the server calls the order by this column; without it the head does not sort. */
  sort?: string;
}

const cellClass = ({ numeric, tone }: Pick<Column<never>, "numeric" | "tone">) => [numeric ? "num-col" : "", tone ?? ""].filter(Boolean).join(" ") || undefined;

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
  /** Tells which rows are drawn, counted from 0. */
  onSeen?: (first: number, last: number) => void;
  foot?: ReactNode;
  /** The keys work in it as soon as it is shown. */
  takeFocus?: boolean;
  /** The key of the row that an address names: current, also when the address comes to name another; none is marked where it isn't among the rows. */
  start?: string;
  /** The present order, "-price" for the highest first. */
  sort?: string;
  onSort?: (column: string) => void;
  ref?: Ref<HTMLDivElement>;
}

const rowHeight = 40;
const headHeight = 34;
/** Rows kept drawn above and below those that are seen: a far jump draws them all in one go. */
const spare = 4;
/** The next page is asked for this many rows before the end, so that whoever scrolls on finds it there. */
const ahead = 120;

/** Many rows, drawn only where they are seen; one stop for Tab, arrows move, Enter opens. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen, onCurrent, loading = false, empty, onEnd, onSeen, foot, takeFocus = false, start, sort, onSort, ref }: TableProps<Row>) {
  const id = useId();
  const scroll = useRef<HTMLDivElement | null>(null);
  const [at, setAt] = useState<{ key: string | null; index: number }>({ key: start ?? null, index: 0 });
  const [named, setNamed] = useState(start);
  if (start !== named) {
    setNamed(start);
    if (start !== undefined && start !== at.key) setAt({ key: start, index: at.index });
  }
  // The current row stays current when others come in above it; when it goes, whoever takes its place follows.
  const kept = at.key === null ? -1 : rows[at.index] !== undefined && rowKey(rows[at.index] as Row) === at.key ? at.index : rows.findIndex((row) => rowKey(row) === at.key);
  const elsewhere = kept < 0 && start !== undefined && at.key === start;
  const current = elsewhere ? -1 : kept >= 0 ? kept : Math.min(at.index, rows.length - 1);
  const tracks = columns.map(({ width }) => width ?? "minmax(0, 1fr)").join(" ");
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions change with the scroll position, as wanted here
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: spare, scrollMargin: headHeight, scrollPaddingStart: headHeight });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const first = items[0]?.index ?? 0;
  const drawn = items.flatMap(({ index, start }) => (rows[index] === undefined ? [] : [{ row: rows[index], index, start }]));
  const slots = useSlots(drawn.map(({ row }) => rowKey(row)));
  // In the order of the pieces, so that none of them is moved in the page.
  const pieces = drawn.map((one, i) => ({ ...one, slot: slots[i] ?? 0 })).sort((a, b) => a.slot - b.slot);

  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - ahead) end.current?.();
  }, [last, rows.length]);

  const sees = useRef(onSeen);
  sees.current = onSeen;
  useEffect(() => {
    if (last > 0) sees.current?.(first, last);
  }, [first, last]);

  const tell = useRef(onCurrent);
  tell.current = onCurrent;
  const now = rows[current];
  const nowKey = now === undefined ? null : rowKey(now);
  useEffect(() => void tell.current?.(now ?? null), [nowKey]); // eslint-disable-line react-hooks/exhaustive-deps -- told once for each row, not for each copy of it

  // A row that is named while it stands out of sight comes into it.
  useEffect(() => {
    if (start !== undefined && kept >= 0 && at.key === start) virtual.scrollToIndex(kept);
  }, [start, kept >= 0]); // eslint-disable-line react-hooks/exhaustive-deps -- once for each name, not with every row that comes above it

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
    const before = elsewhere ? at.index - 1 : current; // what is marked nowhere is left for the row of its place
    const steps: Record<string, number> = { ArrowDown: before + 1, ArrowUp: current - 1, PageDown: current + page, PageUp: current - page, Home: 0, End: rows.length - 1 };
    const to = steps[event.code];
    if (to !== undefined && event.target === event.currentTarget) {
      event.preventDefault();
      go(to);
    } else if (/Enter$/.test(event.code) && !event.ctrlKey && !event.metaKey && !event.altKey && now !== undefined && onOpen && event.target === event.currentTarget) {
      event.preventDefault();
      onOpen(now);
    }
  };

  // The rows keep the same function for ever, so that a moved cursor draws two rows and not thirty.
  const taken = useRef<(index: number) => void>(() => undefined);
  taken.current = (index) => {
    const row = rows[index];
    choose(index);
    if (row !== undefined) onOpen?.(row);
  };
  const take = useCallback((index: number) => taken.current(index), []);
  const toRows = useCallback(() => scroll.current?.focus({ preventScroll: true }), []);

  return (
    <div className="grid">
      <div
        ref={(node) => {
          scroll.current = node;
          if (typeof ref === "function") ref(node);
          else if (ref) ref.current = node;
        }}
        className="grid-scroll"
        data-home=""
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-busy={loading}
        aria-activedescendant={nowKey === null ? undefined : `${id}-${current}`}
        tabIndex={0}
        onKeyDown={press}
      >
        <DataHead columns={columns} tracks={tracks} sort={sort} onSort={onSort} onLeave={toRows} />
        {rows.length === 0 && loading && Array.from({ length: 8 }, (_, row) => <Bones key={row} columns={columns} tracks={tracks} />)}
        <div className="grid-body" style={{ blockSize: virtual.getTotalSize() }} role="presentation">
          {pieces.map(({ row, index, start, slot }) => (
            <Row key={slot} id={`${id}-${index}`} row={row} name={rowKey(row)} index={index} top={start - headHeight} tracks={tracks} columns={columns} selected={index === current} opens={onOpen !== undefined} onTake={take} />
          ))}
        </div>
      </div>
      {rows.length === 0 && !loading && empty && <div className="grid-empty">{empty}</div>}
      {foot && <div className="grid-foot">{foot}</div>}
    </div>
  );
}

interface RowProps<Row> {
  id: string;
  row: Row;
  /** The row's key: the same piece of the page shows another row after a scroll. */
  name: string;
  index: number;
  top: number;
  tracks: string;
  columns: readonly Column<Row>[];
  selected: boolean;
  opens: boolean;
  onTake: (index: number) => void;
}

function PlainRow<Row>({ id, row, name, index, top, tracks, columns, selected, opens, onTake }: RowProps<Row>) {
  const piece = useRef<HTMLDivElement>(null);
  const had = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const own = piece.current;
    // What had the focus in a row that left must not act on the row that follows it. React has put the focus back by now.
    if (had.current && had.current === document.activeElement) own?.closest<HTMLElement>(".grid-scroll")?.focus({ preventScroll: true });
    return () => void (had.current = own?.contains(document.activeElement) ? document.activeElement : null);
  }, [name]);
  return (
    // Keys come through the grid (aria-activedescendant); the row itself only takes the pointer.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid hears the keys for its rows
    <div
      ref={piece}
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={opens ? "grid-row opens" : "grid-row"}
      style={{ gridTemplateColumns: tracks, insetBlockStart: top }}
      onClick={() => onTake(index)}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={cellClass(column)}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only when its own row, place or columns change. */
const Row = memo(PlainRow) as typeof PlainRow;

const Bones = ({ columns, tracks }: { columns: readonly { id: string; numeric?: boolean | "decimal" }[]; tracks: string }) => (
  <div className="grid-row" style={{ gridTemplateColumns: tracks }} aria-hidden="true">
    {columns.map((column) => (
      <div key={column.id} className={cellClass(column)}>
        <Skeleton width="70%" />
      </div>
    ))}
  </div>
);
