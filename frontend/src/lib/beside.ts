/** What stands beside a list: the row that the keys rest on, or one that was opened. */
import { useEffect, useRef, useState, type RefObject } from "react";
import { mark } from "./actions";
import { useSettled } from "./list";
import { navigate } from "./router";

/** The details follow the current row, and the keys of what is shown wait for it (`of` in useActions); an address that names one keeps it until another is chosen. `home` is the list's own address. */
export function useBeside(rows: readonly unknown[], named: string | undefined, home: string) {
  const [current, setCurrent] = useState<string | null>(null);
  const settled = useSettled(current, 90);
  const at = named ?? current;
  useEffect(() => mark(at), [at]);
  useEffect(() => () => mark(null), []);
  const choose = (id: string | null) => {
    setCurrent(id);
    mark(id ?? named ?? null); // at once: the next key may come before anything is drawn
    if (id !== null && named !== undefined && id !== named) navigate(home, { replace: true });
  };
  return {
    /** Whose details are shown. */
    shown: named ?? (rows.length > 0 && settled !== null ? settled : undefined),
    /** Which one is marked. */
    current: at,
    choose,
    /** For the table's onCurrent; its `start` is the name in the address. */
    follow: (row: { id: string } | null) => choose(row?.id ?? null),
  };
}

/** What was typed into the one that is open and not saved: it asks whether to `go`, or to `stay` with it, and answers how to take the question back. */
export type Holds = RefObject<((go: () => void, stay: () => void) => () => void) | null>;

/**
 * One row that Enter opened, under an address of its own; "new" is one that is being made. What is open follows the marked row, so that its keys (`of` in useActions) never act on
 * another than the one that is marked; what was typed into it is asked for first. The focus goes back to the rows when it is done.
 */
export function useOpened<Values>(home: string, [at]: readonly string[], mayWrite: boolean) {
  const [start, setStart] = useState<Partial<Values>>();
  const [asking, setAsking] = useState<string>();
  const table = useRef<HTMLDivElement>(null);
  const holds: Holds = useRef(null);
  const creating = at === "new" && mayWrite;
  const id = at === "new" ? undefined : at;
  const row = useRef<string | null>(null);
  const opened = useRef(id);
  opened.current = id;
  const follows = useRef(0);
  const withdraw = useRef<(() => void) | null>(null);
  const open = (to: string, replace = false) => navigate(`${home}/${to}`, { replace });
  useEffect(() => {
    if (row.current === null) mark(id ?? null);
  }, [id, creating]);
  useEffect(
    () => () => {
      clearTimeout(follows.current);
      mark(null);
    },
    [],
  );

  const leave = (go: () => void) => {
    clearTimeout(follows.current);
    if (!holds.current) return go();
    setAsking(at);
    const answered = () => {
      withdraw.current = null;
      setAsking(undefined);
    };
    withdraw.current = holds.current(() => (answered(), go()), answered);
  };
  return {
    id,
    creating,
    /** What a new one begins with. */
    start: creating ? start : undefined,
    table,
    holds,
    /** For the table's `start`: who stays with what was typed is back at its row. */
    marks: asking === at ? undefined : id,
    open,
    /** Opens another row; a repeat changes nothing. */
    choose: (to: string) => (to === id ? undefined : leave(() => open(to))),
    /** For the table's onCurrent. */
    follow: (next: { id: string } | null) => {
      row.current = next?.id ?? null;
      mark(row.current ?? id ?? null); // at once: the next key may come before anything is drawn
      clearTimeout(follows.current);
      if (next && next.id === opened.current) withdraw.current?.(); // back at the one that is open: nothing is left to ask
      if (next)
        follows.current = window.setTimeout(() => {
          if (opened.current !== undefined && opened.current !== next.id) leave(() => open(next.id, true));
        }, 90);
    },
    create: (values?: Partial<Values>) =>
      leave(() => {
        setStart(values);
        open("new");
      }),
    saved: (made: string) => {
      setStart(undefined);
      if (creating) open(made);
      table.current?.focus();
    },
    close: () => {
      navigate(home);
      table.current?.focus();
    },
  };
}
