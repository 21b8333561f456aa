/**
 * Who stepped in with a PIN says their password before settings, people or exports: asked once, however many requests wait for it,
 * and then they go again.
 */
import { createStore } from "./store";

export interface Proof {
  /** Why it is asked, in words. */
  detail: string;
  /** Was the password said? */
  answer: (proven: boolean) => void;
}

/** What waits for the password. */
export const proof = createStore<Proof | null>(null);

let asking: Promise<boolean> | null = null;

const ask = (detail: string) =>
  (asking ??= new Promise<boolean>((answer) => proof.set({ detail, answer })).finally(() => {
    asking = null;
    proof.set(null);
  }));

/** The answer that counts: the refused one, or that of the request sent again once the password was said. */
export async function withPassword(answer: Response, again: () => Promise<Response>): Promise<Response> {
  if (answer.status !== 403) return answer;
  const body: unknown = await answer.clone().json().catch(() => null);
  const { code, detail = "" } = typeof body === "object" && body !== null ? (body as { code?: string; detail?: string }) : {};
  return code === "password_needed" && (await ask(detail)) ? again() : answer;
}
