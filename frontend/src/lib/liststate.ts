/** What is asked of a list on the screen, and what of it stays with the person. */
import { useMemo, useState } from "react";
import { api, ok } from "./api/client";
import { useSettled } from "./list";
import { staff, useStaff } from "./session";
import { knownKept, nextSort, renamed, sameShown, withFilter, withView, type Filters, type Kept, type Shown, type View } from "./views";

type Person = ReturnType<typeof useStaff>;

/** Someone who never changed a list has none of it. */
const listsOf = (person: Person): Record<string, unknown> => (person?.preferences as { lists?: Record<string, unknown> } | undefined)?.lists ?? {};

/** Keeps it with the person, on every computer; without the server it lasts as long as the window. */
function keep(list: string, kept: Kept) {
  const person = staff.get();
  if (!person) return;
  const lists = { ...listsOf(person), [list]: kept };
  staff.set({ ...person, preferences: { ...person.preferences, lists } as typeof person.preferences });
  void ok(api.PATCH("/api/session", { body: { preferences: { lists: { [list]: kept } } } })).catch(() => undefined);
}

export interface ListState extends Shown {
  /** What stands in the search; q follows when it stands still. */
  typed: string;
  type: (typed: string) => void;
  /** Sets filters; "" takes one away. */
  filter: (patch: Filters) => void;
  sortBy: (column: string) => void;
  show: (columns: readonly string[]) => void;
  /** Everything as the list is at first. */
  clear: () => void;
  /** Is anything asked for beyond that? */
  asked: boolean;
  views: readonly View[];
  /** The view that is shown now, by its name; "" is the list's own, null none of them. */
  view: string | null;
  open: (view: View) => void;
  /** Gives what is shown now a name. */
  save: (name: string) => void;
  /** Puts a view (back) among the others. */
  put: (view: View) => void;
  rename: (from: string, to: string) => void;
  remove: (name: string) => void;
}

/** `first` are the filters that a list begins with. */
export function useListState(list: string, first: Filters = {}): ListState {
  const person = useStaff();
  const kept = useMemo(() => knownKept(listsOf(person)[list]), [person, list]);
  const [typed, setTyped] = useState("");
  const [filters, setFilters] = useState(first);
  const { sort, columns, views } = kept;
  const q = useSettled(typed.trim());
  const shown: Shown = { q: typed.trim(), filters, sort, columns };
  const own: Shown = { q: "", filters: first, sort: "", columns: [] };
  const put = (patch: Partial<Kept>) => keep(list, { ...knownKept(listsOf(staff.get())[list]), ...patch });
  const openShown = (next: Shown) => {
    setTyped(next.q);
    setFilters(next.filters);
    if (next.sort !== sort || next.columns.join() !== columns.join()) put({ sort: next.sort, columns: next.columns });
  };
  return {
    ...shown,
    q,
    typed,
    type: setTyped,
    filter: (patch) => setFilters((now) => withFilter(now, patch)),
    sortBy: (column) => put({ sort: nextSort(sort, column) }),
    show: (next) => put({ columns: next }),
    clear: () => openShown({ ...own, sort, columns }),
    asked: q !== "" || Object.keys(filters).some((key) => filters[key] !== first[key]) || Object.keys(first).some((key) => !(key in filters)),
    views,
    view: views.find((view) => sameShown(view, shown))?.name ?? (sameShown({ ...own, sort, columns }, shown) ? "" : null),
    open: openShown,
    put: (view) => put({ views: withView(knownKept(listsOf(staff.get())[list]).views, view) }),
    save: (name) => put({ views: withView(views, { name, ...shown }) }),
    rename: (from, to) => put({ views: renamed(views, from, to) }),
    remove: (name) => put({ views: views.filter((view) => view.name !== name) }),
  };
}
