import { expect, test, vi } from "vitest";
import { proof, withPassword } from "./proving";

const refusal = (code: string) => new Response(JSON.stringify({ code, detail: "say it" }), { status: 403 });
const good = () => Promise.resolve(new Response("{}", { status: 200 }));

test("requests that wait for the password ask once and go again", async () => {
  const shown: string[] = [];
  const stop = proof.subscribe(() => {
    const now = proof.get();
    if (!now) return;
    shown.push(now.detail);
    setTimeout(() => now.answer(true));
  });
  const answers = await Promise.all([withPassword(refusal("password_needed"), good), withPassword(refusal("password_needed"), good)]);
  stop();
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(shown).toEqual(["say it"]);
  expect(proof.get()).toBeNull();
});

test("who lets go gets the refusal, and any other refusal asks nothing", async () => {
  const stop = proof.subscribe(() => setTimeout(() => proof.get()?.answer(false)));
  const again = vi.fn(good);
  const needed = refusal("password_needed");
  const forbidden = refusal("forbidden");
  expect(await withPassword(needed, again)).toBe(needed);
  expect(await withPassword(forbidden, again)).toBe(forbidden);
  stop();
  expect(again).not.toHaveBeenCalled();
});
