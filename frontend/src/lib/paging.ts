/** The pages of a list that are held, and how they are made true again without asking for all of them. */
import { replaceEqualDeep } from "@tanstack/react-query";
import type { Page } from "./api/types";

/** Rows of the first page: two screens of a till. Whoever scrolls on gets larger ones, up to the server's most. */
export const pageSize = (pages: number) => (pages === 0 ? 60 : pages < 3 ? 200 : 500);

export interface PageAsked {
  cursor: string;
  limit: number;
}

/** A page as it is held: `old` since something changed, and it has not been seen since then. */
export interface Held<Answer> {
  asked: PageAsked;
  page: Answer;
  old?: true;
}

/** The rows that are on the screen, counted from 0; null is all of them. */
export type Seen = { first: number; last: number } | null;

/** The first and the last page that hold what is seen. */
function pagesSeen(held: readonly Held<Page<unknown>>[], seen: Seen): [number, number] {
  if (seen === null) return [0, held.length - 1];
  const at = (row: number) => {
    let end = 0;
    const found = held.findIndex(({ page }) => row < (end += page.items.length));
    return found < 0 ? held.length - 1 : found;
  };
  return [at(seen.first), at(seen.last)];
}

/** Is something on the screen that may not be true any more? */
export function seesOld(held: readonly Held<Page<unknown>>[], seen: Seen): boolean {
  const [from, to] = pagesSeen(held, seen);
  return held.slice(from, to + 1).some(({ old }) => old);
}

/** The ids of rows, where they have any. */
const idOf = (row: unknown) => (row as { id?: unknown }).id;

/** Pages that stay as they were, without the rows that stand in those that were asked again. */
function kept<Row, Answer extends Page<Row>>(pages: readonly Held<Answer>[], again: readonly Held<Answer>[]): Held<Answer>[] {
  const ids = new Set(again.flatMap(({ page }) => page.items.map(idOf)));
  ids.delete(undefined);
  return pages.map(({ asked, page }) => ({ asked, page: page.items.some((row) => ids.has(idOf(row))) ? { ...page, items: page.items.filter((row) => !ids.has(idOf(row))) } : page, old: true }));
}

/**
 * The list once more: the pages that are seen are asked again, the others stay as they are until they are seen. What came
 * or went moves the end of a page; the pages behind it are then let go, and come anew when somebody scrolls there. Of the
 * first page the rest of the answer is always new, because it speaks of the whole list.
 */
export async function renew<Row, Answer extends Page<Row>>(held: readonly Held<Answer>[], seen: Seen, fetch: (asked: PageAsked) => Promise<Answer>): Promise<Held<Answer>[]> {
  const begin = held[0];
  if (begin === undefined) {
    const asked = { cursor: "", limit: pageSize(0) };
    return [{ asked, page: await fetch(asked) }];
  }
  const [from, to] = pagesSeen(held, seen);
  const rows = held.slice(0, to + 1).reduce((sum, { page }) => sum + page.items.length, 0);
  const wanted = Math.min(rows, seen === null ? rows : seen.last + 1);
  const now: Held<Answer>[] = [];
  let behind: readonly Held<Answer>[] = [];
  let asked = held[from]?.asked ?? begin.asked;
  let count = held.slice(0, from).reduce((sum, { page }) => sum + page.items.length, 0);
  for (;;) {
    const before = held.find((one) => one.asked.cursor === asked.cursor);
    const page = replaceEqualDeep(before?.page, await fetch(asked)) as Answer;
    now.push({ asked, page });
    count += page.items.length;
    if (!page.next) break;
    const follows = held.findIndex((one) => one.asked.cursor === page.next);
    if (count >= wanted) {
      behind = follows > 0 ? held.slice(follows) : [];
      break;
    }
    asked = held[follows]?.asked ?? { cursor: page.next, limit: pageSize(from + now.length) };
  }
  const all = [...kept(held.slice(0, from), now), ...now, ...kept(behind, now)];
  const first = all[0];
  if (from > 0 && first) {
    const { items, next } = first.page;
    all[0] = { ...first, page: { ...(await fetch(begin.asked)), items, next } };
  }
  return all;
}
