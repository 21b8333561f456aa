import { afterEach, expect, test, vi } from "vitest";
import { asked, lenders, withApproval } from "./approving";

const refusal = (right?: string) => new Response(JSON.stringify({ code: "forbidden", detail: "no", right }), { status: 403 });
const request = () => new Request("http://localhost/api/sales?draft=1", { method: "POST", body: "{}" });
const answerWith = (approval: string | null) => setTimeout(() => asked.get()?.answer(approval));

afterEach(() => lenders.set(() => false));

test("a refusal that nobody can lift stands as it is", async () => {
  const send = vi.fn();
  const refused = refusal("void");
  expect(await withApproval(request(), refused, send)).toBe(refused);
  lenders.set(() => true);
  const plain = refusal();
  expect(await withApproval(request(), plain, send)).toBe(plain);
  expect(send).not.toHaveBeenCalled();
});

test("a request goes again with what colleagues lent, one right after the other", async () => {
  lenders.set(() => true);
  const sent: (string | null)[] = [];
  const answers = [refusal("discount_over"), new Response("{}", { status: 201 })];
  const shown = new Set<string>();
  const stop = asked.subscribe(() => {
    const now = asked.get();
    if (!now) return;
    shown.add(`${now.request.method} ${now.request.path} ${now.request.body}`);
    answerWith(`for ${now.right}`);
  });
  const last = await withApproval(request(), refusal("price_override"), (again) => {
    sent.push(again.headers.get("Approval"));
    return Promise.resolve(answers.shift() ?? refusal());
  });
  stop();
  expect(last.status).toBe(201);
  expect(sent).toEqual(["for price_override", "for price_override,for discount_over"]);
  expect([...shown]).toEqual(["POST /api/sales?draft=1 {}"]); // an approval is for what was refused, to the letter
});

test("who lets go gets the refusal", async () => {
  lenders.set(() => true);
  const stop = asked.subscribe(() => asked.get() && answerWith(null));
  const refused = refusal("void");
  expect(await withApproval(request(), refused, vi.fn())).toBe(refused);
  stop();
  expect(asked.get()).toBeNull();
});
