/** What a person made of a list: which columns, in which order, and the views they gave a name. Kept with their preferences. */

/** What narrows a list, as the server takes it: {stock: "out"}. */
export type Filters = Readonly<Record<string, string>>;

/** What is asked of a list and how it is shown. No columns are the list's own. */
export interface Shown {
  q: string;
  filters: Filters;
  sort: string;
  columns: readonly string[];
}

/** The part of it that the server answers to. */
export type Asked = Pick<Shown, "q" | "sort" | "filters">;

/** As the query of a list. */
export const queryOf = ({ q, sort, filters }: Asked): object => ({ q, ...filters, ...(sort === "" ? {} : { sort }) });

export interface View extends Shown {
  name: string;
}

export interface Kept {
  columns: readonly string[];
  sort: string;
  views: readonly View[];
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const objectOf = (value: unknown) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});
const textsOf = (value: unknown) => listOf(value).filter((one) => typeof one === "string");
const filtersOf = (value: unknown): Filters => Object.fromEntries(Object.entries(objectOf(value)).filter((pair): pair is [string, string] => typeof pair[1] === "string"));

/** Reads what an older or newer version may have kept; what it can't be is left out. */
export function knownKept(from: unknown): Kept {
  const { columns, sort, views } = objectOf(from);
  return {
    columns: textsOf(columns),
    sort: textOf(sort),
    views: listOf(views)
      .map(objectOf)
      .filter(({ name }) => textOf(name) !== "")
      .map((view) => ({ name: textOf(view["name"]), q: textOf(view["q"]), filters: filtersOf(view["filters"]), sort: textOf(view["sort"]), columns: textsOf(view["columns"]) })),
  };
}

/** The order after a press on a column's head: up, down, then the list's own again. */
export const nextSort = (sort: string, by: string) => (sort === by ? `-${by}` : sort === `-${by}` ? "" : by);

export const directionOf = (sort: string, by: string): "ascending" | "descending" | "none" => (sort === by ? "ascending" : sort === `-${by}` ? "descending" : "none");

const sameFilters = (a: Filters, b: Filters) => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};

const sameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, at) => one === b[at]);

/** Is the list shown as the view says? */
export const sameShown = (a: Shown, b: Shown) => a.q === b.q && a.sort === b.sort && sameFilters(a.filters, b.filters) && sameList(a.columns, b.columns);

/** A filter set, or taken away by "". */
export function withFilter(filters: Filters, patch: Filters): Filters {
  return Object.fromEntries(Object.entries({ ...filters, ...patch }).filter(([, value]) => value !== ""));
}

/** Another view at the end, or in the place of the one of that name. */
export function withView(views: readonly View[], view: View): View[] {
  const at = views.findIndex(({ name }) => name === view.name);
  return at < 0 ? [...views, view] : views.map((one, index) => (index === at ? view : one));
}

/** The view under another name; a name that is taken is not taken twice. */
export function renamed(views: readonly View[], from: string, to: string): View[] {
  if (to === "" || (to !== from && views.some(({ name }) => name === to))) return [...views];
  return views.map((view) => (view.name === from ? { ...view, name: to } : view));
}

/** The columns that are shown, in the list's own order. */
export function columnsShown<C extends { id: string; spare?: boolean; fixed?: boolean }>(all: readonly C[], chosen: readonly string[]): C[] {
  return all.filter(({ id, spare, fixed }) => fixed === true || (chosen.length === 0 ? !spare : chosen.includes(id)));
}
