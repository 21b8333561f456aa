import { expect, test } from "vitest";
import { renew, seesOld, type Held, type PageAsked } from "./paging";

interface Row {
  id: string;
  price: number;
}
interface Answer {
  items: Row[];
  next: string;
  count: number;
}

/** A server that has rows in the order of their ids, and tells which pages it was asked for. */
function shop(count: number) {
  const rows = Array.from({ length: count }, (_, at) => ({ id: String(at * 10).padStart(6, "0"), price: 1 }));
  const asked: string[] = [];
  const fetch = ({ cursor, limit }: PageAsked): Promise<Answer> => {
    asked.push(cursor);
    const from = rows.findIndex(({ id }) => id > cursor);
    const items = from < 0 ? [] : rows.slice(from, from + limit).map((row) => ({ ...row }));
    return Promise.resolve({ items, next: from >= 0 && from + limit < rows.length ? (items.at(-1)?.id ?? "") : "", count: rows.length });
  };
  return { rows, asked, fetch };
}

/** Pages of ten, as somebody has them who scrolled down. */
async function scrolled({ fetch, asked }: ReturnType<typeof shop>, pages: number) {
  const held: Held<Answer>[] = [];
  for (let cursor = ""; held.length < pages; cursor = held.at(-1)?.page.next ?? "") held.push({ asked: { cursor, limit: 10 }, page: await fetch({ cursor, limit: 10 }) });
  asked.length = 0;
  return held;
}
const idsOf = (held: readonly Held<Answer>[]) => held.flatMap(({ page }) => page.items.map(({ id }) => id));

test("of a long list only the page that is seen is asked again, and the first for what it says of the whole", async () => {
  const server = shop(1000);
  const held = await scrolled(server, 50);
  Object.assign(server.rows[305] ?? {}, { price: 2 });
  const now = await renew(held, { first: 302, last: 308 }, server.fetch);
  expect(server.asked).toEqual(["002990", ""]);
  expect(now).toHaveLength(50);
  expect(now[30]?.page.items[5]?.price).toBe(2);
  expect(idsOf(now)).toEqual(idsOf(held));
});

test("what stood still stays the same object, so that it is not drawn again", async () => {
  const server = shop(100);
  const held = await scrolled(server, 3);
  Object.assign(server.rows[1] ?? {}, { price: 2 });
  const now = await renew(held, { first: 0, last: 5 }, server.fetch);
  expect(now[0]?.page.items[0]).toBe(held[0]?.page.items[0]);
  expect(now[0]?.page.items[1]).not.toBe(held[0]?.page.items[1]);
});

test("a page that was not seen when something changed is asked again as soon as it is", async () => {
  const server = shop(100);
  const held = await renew(await scrolled(server, 5), { first: 0, last: 5 }, server.fetch);
  expect(seesOld(held, { first: 0, last: 9 })).toBe(false);
  expect(seesOld(held, { first: 5, last: 12 })).toBe(true);
  const now = await renew(held, { first: 8, last: 12 }, server.fetch);
  expect(seesOld(now, { first: 8, last: 12 })).toBe(false);
});

test("what came in or went within the pages that are seen leaves no gap and stands nowhere twice", async () => {
  for (const change of [(rows: Row[]) => rows.splice(23, 0, { id: "000225", price: 1 }), (rows: Row[]) => rows.splice(23, 1)]) {
    const server = shop(100);
    const held = await scrolled(server, 6);
    change(server.rows);
    const now = await renew(held, { first: 22, last: 28 }, server.fetch);
    const ids = idsOf(now);
    expect(ids).toEqual(server.rows.slice(0, ids.length).map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(28);
    expect(now.at(-1)?.page.next).toBe(ids.at(-1)); // and goes on from there
  }
});

test("a row that moved from a page that is not seen into one that is stands only there", async () => {
  const server = shop(100);
  const held = await scrolled(server, 6);
  const moved = held[0]?.page.items[3] as Row;
  const seen = held[3] as Held<Answer>;
  const fetch = async (asked: PageAsked) => (asked.cursor === "" ? server.fetch(asked) : { ...seen.page, items: [moved, ...seen.page.items.slice(1)] });
  const ids = idsOf(await renew(held, { first: 32, last: 38 }, fetch));
  expect(ids.filter((id) => id === moved.id)).toHaveLength(1);
});

test("a list that became shorter than what was seen ends where it ends", async () => {
  const server = shop(100);
  const held = await scrolled(server, 6);
  server.rows.length = 15;
  const now = await renew(held, null, server.fetch);
  expect(idsOf(now)).toEqual(server.rows.map(({ id }) => id));
  expect(now.at(-1)?.page.next).toBe("");
});

test("as long as nobody says what is seen, all of it is", async () => {
  const server = shop(100);
  await renew(await scrolled(server, 4), null, server.fetch);
  expect(server.asked).toHaveLength(4);
});
