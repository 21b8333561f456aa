/** What stands beside a list: the row that the keys rest on, or one that was opened. */
import { useEffect, useRef, useState } from "react";
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

/** One row that Enter opened, under an address of its own; "new" is one that is being made. The focus goes back to the rows when it is done. */
export function useOpened<Values>(home: string, [at]: readonly string[], mayWrite: boolean) {
  const [start, setStart] = useState<Partial<Values>>();
  const table = useRef<HTMLDivElement>(null);
  const creating = at === "new" && mayWrite;
  const open = (id: string) => navigate(`${home}/${id}`);
  return {
    id: at === "new" ? undefined : at,
    creating,
    /** What a new one begins with. */
    start: creating ? start : undefined,
    table,
    open,
    create: (values?: Partial<Values>) => {
      setStart(values);
      open("new");
    },
    saved: (id: string) => {
      setStart(undefined);
      if (creating) open(id);
      table.current?.focus();
    },
    close: () => {
      navigate(home);
      table.current?.focus();
    },
  };
}
