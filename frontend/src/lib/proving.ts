/**
 * Who stepped in with a PIN says their password before settings, people or exports: asked once, however many requests wait for it,
 * and then they go again. Who lets go is not asked by what a screen reads until they go to another; what they do by hand asks again.
 */
import { currentRoute, type Route } from "./router";
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
let letGo: Route | null = null;

const ask = (detail: string) =>
  (asking ??= new Promise<boolean>((given) =>
    proof.set({
      detail,
      answer: (proven) => {
        asking = null;
        letGo = proven ? null : currentRoute();
        proof.set(null);
        given(proven);
      },
    }),
  ));

/** Whoever is asked goes away: nothing of theirs waits for a password. */
export function forget() {
  proof.get()?.answer(false);
  letGo = null;
}

/** The answer that counts: the refused one, or that of the request sent again once the password was said. `reading`: a screen asks it by itself. */
export async function withPassword(answer: Response, again: () => Promise<Response>, reading = false): Promise<Response> {
  if (answer.status !== 403) return answer;
  const body: unknown = await answer.clone().json().catch(() => null);
  const { code, detail = "" } = typeof body === "object" && body !== null ? (body as { code?: string; detail?: string }) : {};
  if (code !== "password_needed" || (reading && letGo === currentRoute())) return answer;
  return (await ask(detail)) ? again() : answer;
}
