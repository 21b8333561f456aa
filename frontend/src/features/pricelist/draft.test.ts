import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { begin, draft, goOn, plan, set, type Draft } from "./draft";

const MiB = 1024 * 1024;
const list = new File([new Uint8Array(2.5 * MiB)], "list.csv");
const columns = [
  { at: 0, letter: "A", heading: "name", field: "name", samples: [] },
  { at: 1, letter: "B", heading: "price", field: "price", samples: [] },
];

/** What the program has of files that are sent, what it was asked, and how often the line breaks before the next part arrives. */
let files: Map<string, number>;
let asked: string[];
let broken: number;

const answer = (status: number, body: object) => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } }));
const gone = () => answer(422, { code: "not_found", detail: "not found", errors: [{ field: "upload_id", code: "not_found", detail: "not found" }] });

async function serve(sent: Request | string, init?: RequestInit) {
  const request = sent instanceof Request ? sent : new Request(new URL(sent, location.origin), { method: init?.method });
  const { pathname, searchParams } = new URL(request.url);
  const [, , room, at] = pathname.split("/");
  asked.push(`${request.method} ${room}${at ? `/${at}` : ""}${searchParams.get("offset") ?? ""}`);
  if (room === "uploads" && request.method === "POST") {
    const id = `u${files.size + 1}`;
    files.set(id, 0);
    return answer(201, { id });
  }
  if (room === "uploads") {
    if (broken > 0 && Number(searchParams.get("offset")) > 0) {
      broken--;
      return Promise.reject(new TypeError("the line broke"));
    }
    if (!files.has(at ?? "")) return answer(404, { code: "not_found" });
    files.set(at ?? "", Number(searchParams.get("offset")) + (init?.body as ArrayBuffer).byteLength);
    return answer(200, {});
  }
  const body = (await request.json()) as { upload_id: string; kind?: string; columns?: Record<string, number> };
  if (files.get(body.upload_id) !== list.size) return gone();
  if (at === "look") return answer(200, { sheets: [], sheet: "", kind: body.kind ?? "products", header: 1, columns, rows: 3, unit: "rial", asks: [], sender: "", remembered: false });
  return answer(200, { id: "i", asks: [], state: "previewed", chosen: body.columns });
}

const now = () => draft.get() as Draft;

beforeEach(() => {
  [files, asked, broken] = [new Map(), [], 0];
  vi.stubGlobal("fetch", serve);
});
afterEach(() => (draft.set(null), vi.unstubAllGlobals()));

test("a file that broke off on its way is sent on from there, and is still what it was wanted as", async () => {
  broken = 1;
  await begin(list, "stock");
  expect(now()).toMatchObject({ again: true, look: null, busy: false, sent: { id: "u1", bytes: MiB } });
  expect(now().problem).not.toBe("");
  asked = [];
  await goOn(now());
  expect(asked).toEqual([`PUT uploads/u1${MiB}`, `PUT uploads/u1${2 * MiB}`, "POST imports/look"]);
  expect(now()).toMatchObject({ again: false, problem: "", kind: "stock" });
});

test("a program that was started anew meanwhile is sent the whole file", async () => {
  broken = 1;
  await begin(list);
  files = new Map([["another", 0]]);
  await goOn(now());
  expect(now()).toMatchObject({ problem: "", kind: "products", sent: { id: "u2", bytes: list.size } });
});

test("what was chosen is planned although the program knows nothing of the file any more", async () => {
  await begin(list);
  set(now(), { chosen: { name: 1, price: 0 } });
  files.clear();
  expect(await plan(now())).toMatchObject({ id: "i", chosen: { name: 1, price: 0 } });
  expect(now()).toMatchObject({ problem: "", chosen: { name: 1, price: 0 } });
});

test("a list that the program refuses is not offered to be tried again", async () => {
  vi.stubGlobal("fetch", () => answer(422, { code: "xls_file", detail: "save it as XLSX" }));
  await begin(list);
  expect(now()).toMatchObject({ again: false, problem: "save it as XLSX", busy: false });
});

test("a file that went away before it was read says so", async () => {
  const lost = new File(["name,price"], "lost.csv");
  lost.arrayBuffer = () => Promise.reject(new DOMException("", "NotReadableError"));
  await begin(lost);
  expect(now()).toMatchObject({ again: false, busy: false });
  expect(now().problem).toContain("دوباره انتخابش کنید");
});
