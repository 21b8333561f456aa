import { afterEach, expect, test, vi } from "vitest";
import { forget, proof, withPassword } from "./proving";
import { navigate } from "./router";
import { leave } from "./session";

const refusal = (code: string) => new Response(JSON.stringify({ code, detail: "say it" }), { status: 403 });
const good = () => Promise.resolve(new Response("{}", { status: 200 }));

afterEach(forget);

test("requests that wait for the password ask once and go again", async () => {
  const shown: string[] = [];
  const stop = proof.subscribe(() => {
    const now = proof.get();
    if (!now) return;
    shown.push(now.detail);
    setTimeout(() => now.answer(true));
  });
  const answers = await Promise.all([withPassword(refusal("password_needed"), good, true), withPassword(refusal("password_needed"), good, true)]);
  stop();
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(shown).toEqual(["say it"]);
  expect(proof.get()).toBeNull();
});

test("who lets go gets the refusal, and any other refusal asks nothing", async () => {
  const stop = proof.subscribe(() => proof.get() && setTimeout(() => proof.get()?.answer(false)));
  const again = vi.fn(good);
  const needed = refusal("password_needed");
  const forbidden = refusal("forbidden");
  expect(await withPassword(needed, again)).toBe(needed);
  expect(await withPassword(forbidden, again)).toBe(forbidden);
  stop();
  expect(again).not.toHaveBeenCalled();
});

test("who lets go is not asked by what a screen reads until they go to another; a deed of theirs asks again", async () => {
  let asked = 0;
  const stop = proof.subscribe(() => {
    if (!proof.get()) return;
    asked++;
    setTimeout(() => proof.get()?.answer(false));
  });
  const read = () => withPassword(refusal("password_needed"), good, true);
  await read();
  await read();
  expect(asked).toBe(1);
  await withPassword(refusal("password_needed"), good);
  expect(asked).toBe(2);
  navigate("/settings/people");
  await read();
  expect(asked).toBe(3);
  stop();
});

test("a window that asks for a password goes with the one who was asked", async () => {
  const needed = refusal("password_needed");
  const waits = withPassword(needed, good, true);
  await vi.waitFor(() => expect(proof.get()).not.toBeNull());
  leave();
  expect(proof.get()).toBeNull();
  expect(await waits).toBe(needed);
  const next = withPassword(refusal("password_needed"), good, true);
  await vi.waitFor(() => expect(proof.get()).not.toBeNull()); // the next one is asked for theirs
  proof.get()?.answer(true);
  expect((await next).status).toBe(200);
});
