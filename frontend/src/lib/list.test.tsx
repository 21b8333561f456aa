import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import { Problem } from "./api/client";
import type { Page } from "./api/types";
import { useList, type PageAsked } from "./list";

afterEach(cleanup);

interface Row {
  id: string;
  price: number;
}

/** A list of 1 000 rows behind the hook, and what was asked of it. */
function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const asked: string[] = [];
  const server = { down: false, price: 1 };
  const fetch = ({ cursor, limit }: PageAsked) => {
    asked.push(cursor);
    if (server.down) return Promise.reject(new Problem(0, "offline", "no answer"));
    const from = Number(cursor);
    return Promise.resolve({ items: Array.from({ length: limit }, (_, at) => ({ id: String(from + at), price: server.price })), next: from + limit < 1000 ? String(from + limit) : "" });
  };
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const { result } = renderHook(() => useList<Row, Page<Row>>("products", ["a"], fetch), { wrapper });
  return { client, asked, server, list: () => result.current };
}

test("a change asks for the seen rows alone, and for the others once somebody goes there", async () => {
  const { client, asked, server, list } = show();
  await waitFor(() => expect(list().rows).toHaveLength(60));
  act(() => list().onEnd());
  await waitFor(() => expect(list().rows).toHaveLength(260));
  act(() => list().onEnd());
  await waitFor(() => expect(list().rows).toHaveLength(460));
  act(() => list().onSeen(0, 20));
  asked.length = 0;
  server.price = 2;
  await act(() => client.invalidateQueries({ queryKey: ["products"] }));
  await waitFor(() => expect(list().rows[20]?.price).toBe(2));
  expect(list().rows[300]?.price).toBe(1);
  expect(asked).toEqual([""]);
  act(() => list().onSeen(290, 310));
  await waitFor(() => expect(list().rows[300]?.price).toBe(2));
  expect(asked).toEqual(["", "260", ""]);
  expect(list().rows).toHaveLength(460);
});

test("a page that did not come is said, and comes when it is tried again", async () => {
  const { asked, server, list } = show();
  await waitFor(() => expect(list().rows).toHaveLength(60));
  server.down = true;
  act(() => list().onEnd());
  await waitFor(() => expect(list().problem?.message).toBe("no answer"));
  expect(list().rows).toHaveLength(60);
  server.down = false;
  act(() => list().retry());
  await waitFor(() => expect(list().rows).toHaveLength(260));
  expect(list().problem).toBeNull();
  expect(asked).toEqual(["", "60", "60"]);
});

test("the same page is not asked for twice while it is on its way", async () => {
  const { asked, list } = show();
  await waitFor(() => expect(list().rows).toHaveLength(60));
  act(() => (list().onEnd(), list().onEnd()));
  await waitFor(() => expect(list().rows).toHaveLength(260));
  expect(asked).toEqual(["", "60"]);
});
