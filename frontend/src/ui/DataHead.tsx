import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { memo, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useActions } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import { directionOf } from "@/lib/views";

interface Head {
  id: string;
  header: ReactNode;
  numeric?: boolean | "decimal";
  sort?: string;
}

interface Props {
  columns: readonly Head[];
  tracks: string;
  sort?: string;
  onSort?: (column: string) => void;
  /** Back to the rows. */
  onLeave: () => void;
}

/** The heads of a table; those that sort are one stop for Tab, arrows walk them, Enter sorts. */
function PlainHead({ columns, tracks, sort = "", onSort, onLeave }: Props) {
  const t = useT();
  const row = useRef<HTMLDivElement>(null);
  const sorts = columns.some((column) => column.sort) && onSort !== undefined;
  const buttons = () => Array.from(row.current?.querySelectorAll<HTMLElement>("button") ?? []);
  const stop = columns.find((column) => column.sort && directionOf(sort, column.sort) !== "none") ?? columns.find((column) => column.sort);
  useActions(sorts ? [{ id: "list.sort", label: "list.sort", keys: ["Alt+S"], run: () => buttons().find(({ tabIndex }) => tabIndex === 0)?.focus() }] : []);

  const press = (event: KeyboardEvent) => {
    const toLeft = { ArrowLeft: true, ArrowRight: false }[event.code];
    if (toLeft !== undefined) {
      const all = buttons();
      const forward = toLeft === (getComputedStyle(event.currentTarget).direction === "rtl");
      all[(all.indexOf(event.target as HTMLElement) + (forward ? 1 : -1) + all.length) % all.length]?.focus();
    } else if (event.code === "ArrowDown" || event.code === "Escape") onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={row} className="grid-row grid-head" role="row" tabIndex={-1} style={{ gridTemplateColumns: tracks }} onKeyDown={press}>
      {columns.map((column) => {
        const way = column.sort && onSort ? directionOf(sort, column.sort) : undefined;
        const classes = [column.numeric ? "num-col" : "", column.numeric === "decimal" ? "decimal" : ""].filter(Boolean).join(" ");
        return (
          <div key={column.id} role="columnheader" className={classes || undefined} aria-sort={way}>
            {way === undefined ? (
              column.header
            ) : (
              <button type="button" className="grid-sort" tabIndex={column === stop ? 0 : -1} title={t(way === "none" ? "list.sort_by" : way === "ascending" ? "list.sort_down" : "list.sort_own")} onClick={() => onSort?.(column.sort ?? "")}>
                <span className="ell">{column.header}</span>
                {way === "ascending" && <IconArrowUp size={13} stroke={2} aria-hidden="true" />}
                {way === "descending" && <IconArrowDown size={13} stroke={2} aria-hidden="true" />}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Drawn again only when its columns or their order change, not with every scroll. */
export const DataHead = memo(PlainHead);
