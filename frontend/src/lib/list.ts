/** A list of the server, page by page, as a screen shows it. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { Problem } from "./api/client";
import type { Page } from "./api/types";
import { pageSize, renew, seesOld, type Held, type PageAsked, type Seen } from "./paging";

export type { PageAsked } from "./paging";

/** A value that some rows have, and how many do. */
export interface Counted {
  value: string;
  count: number;
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
  /** These rows are on the screen. Until it is heard once, all of them are taken to be. */
  onSeen: (first: number, last: number) => void;
}

/**
 * Follows a list by its journal table; `key` is what was asked for. The rows stay while the next answer is on its way. When
 * something changes only what is seen is asked again, however far somebody scrolled.
 */
export function useList<Row, Answer extends Page<Row>>(table: string, key: readonly unknown[], fetch: (page: PageAsked) => Promise<Answer>, { tables }: Options = {}) {
  const client = useQueryClient();
  const queryKey = [table, "list", ...key];
  const seen = useRef<Seen>(null);
  const query = useQuery({
    queryKey,
    queryFn: () => renew<Row, Answer>(client.getQueryData<Held<Answer>[]>(queryKey) ?? [], seen.current, fetch),
    placeholderData: keepPreviousData,
    structuralSharing: false, // page by page in renew: over a long list the comparing would cost more than the drawing
    meta: { tables },
  });
  const { data, isPlaceholderData, isFetching, isError, refetch } = query;
  const rows = useMemo(() => data?.flatMap(({ page }) => page.items) ?? [], [data]);

  const look = () => {
    if (data && !isPlaceholderData && !isFetching && !isError && seesOld(data, seen.current)) void refetch();
  };
  useEffect(look);

  const going = useRef("");
  const last = data?.at(-1)?.page.next ?? "";
  const [failed, setFailed] = useState<{ behind: string; problem: Problem } | null>(null);
  const lost = failed?.behind === last ? failed.problem : null; // a page that is not wanted any more may fail
  const onEnd = () => {
    if (!data || !last || isPlaceholderData || going.current === last) return;
    const asked = { cursor: last, limit: pageSize(data.length) };
    going.current = last;
    setFailed(null);
    fetch(asked)
      // A page that no longer follows is let go.
      .then((page) => client.setQueryData<Held<Answer>[]>(queryKey, (held) => (held?.at(-1)?.page.next === last ? [...held, { asked, page }] : held)))
      .catch((refusal: unknown) => {
        if (!(refusal instanceof Problem)) throw refusal;
        setFailed({ behind: last, problem: refusal });
      })
      .finally(() => {
        if (going.current === last) going.current = "";
      });
  };
  return {
    rows,
    first: data?.[0]?.page,
    loading: query.isPending,
    more: last !== "",
    problem: query.error instanceof Problem ? query.error : lost,
    retry: () => (lost ? onEnd() : void refetch()),
    onEnd,
    onSeen: (first: number, until: number) => {
      seen.current = { first, last: until };
      look();
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
