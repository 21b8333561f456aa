/** A list of the server, page by page, as a screen shows it. */
import { keepPreviousData, replaceEqualDeep, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Problem } from "./api/client";
import type { Page } from "./api/types";

/** Rows of the first page: two screens of a till. Whoever scrolls on gets larger ones, up to the server's most. */
export const pageSize = (pages: number) => (pages === 0 ? 60 : pages < 3 ? 200 : 500);

/** A value that some rows have, and how many do. */
export interface Counted {
  value: string;
  count: number;
}

export interface PageAsked {
  cursor: string;
  limit: number;
}

interface Options {
  /** Other journal tables whose changes change this list. */
  tables?: readonly string[];
}

/** A list as a screen holds it. */
export interface List<Row> {
  rows: readonly Row[];
  loading: boolean;
  /** Is there more than these rows? */
  more: boolean;
  problem: Problem | null;
  retry: () => void;
  /** Near the end of the rows: the next page is wanted. */
  onEnd: () => void;
}

/** Follows a list by its journal table; `key` is what was asked for. The rows stay while the next answer is on its way. */
export function useList<Row, Answer extends Page<Row>>(table: string, key: readonly unknown[], fetch: (page: PageAsked) => Promise<Answer>, { tables }: Options = {}) {
  const query = useInfiniteQuery({
    queryKey: [table, "list", ...key],
    queryFn: ({ pageParam }) => fetch(pageParam),
    initialPageParam: { cursor: "", limit: pageSize(0) },
    getNextPageParam: (last: Answer, pages) => (last.next ? { cursor: last.next, limit: pageSize(pages.length) } : undefined),
    placeholderData: keepPreviousData,
    // Equal rows stay the same objects, and are not drawn again; over a long list the comparing would cost more than the drawing.
    structuralSharing: (old, now) => ((now as { pages: unknown[] }).pages.length > 6 ? now : replaceEqualDeep(old, now)),
    meta: { tables },
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items as Row[]) ?? [], [data]);
  return {
    rows,
    first: data?.pages[0],
    loading: query.isPending,
    more: hasNextPage,
    problem: query.error instanceof Problem ? query.error : null,
    retry: () => void query.refetch(),
    onEnd: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
  };
}

/** The value once it has stood still for a moment, so that not every letter is asked for. */
export function useSettled<T>(value: T, wait = 140): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return settled;
}
