import { expect, test, vi } from "vitest";
import { token } from "../session";
import { api, newId, ok, Problem } from "./client";

const answer = (body: unknown, init: ResponseInit = {}) => vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" }, ...init }))));
const refusal = async (call: Promise<unknown>) => (await call.then(() => null, (cause: unknown) => cause)) as Problem;

test("a refusal carries its code, its words and its fields", async () => {
  answer({ status: 422, code: "invalid_phone", detail: "no phone", errors: [{ field: "phone", code: "invalid_phone", detail: "no phone" }] }, { status: 422, headers: { "Content-Type": "application/problem+json" } });
  const problem = await refusal(ok(api.GET("/api/customers")));
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 422, code: "invalid_phone", message: "no phone", errors: [{ field: "phone" }], offline: false });
});

test("back-off tells the seconds", async () => {
  answer({ code: "too_many" }, { status: 429, headers: { "Retry-After": "12" } });
  expect(await refusal(ok(api.POST("/api/session", { body: { user: "a", password: "b" } })))).toMatchObject({ retryAfter: 12 });
});

test("silence is offline, not a refusal", async () => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.reject(new TypeError("failed"))));
  expect(await refusal(ok(api.GET("/api/shop")))).toMatchObject({ status: 0, code: "offline", offline: true });
});

test("an ended session forgets the token, an older answer does not", async () => {
  token.set("old");
  answer({}, { status: 401 });
  const late = refusal(ok(api.GET("/api/shop")));
  await Promise.resolve();
  await late;
  expect(token.get()).toBeNull();
});

test("ids are version 7 and rise with time", () => {
  expect(newId(1_700_000_000_000)).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId(1_700_000_000_000) < newId(1_700_000_000_001)).toBe(true);
});
