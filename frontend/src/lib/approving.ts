/**
 * What one may not do alone: a refusal that names a right which somebody may lend is shown to them, and the same request goes
 * again with their approval. A colleague types a PIN; nobody else signs in.
 */
import { createStore } from "./store";

/** A request, to the letter: an approval is for it alone. */
export interface Deed {
  method: string;
  /** From /api on, with the query. */
  path: string;
  body: string;
}

export interface Asked {
  /** What would be done. */
  request: Deed;
  /** What was missing, as the refusal names it. */
  right: string;
  /** Why it was refused, in words. */
  detail: string;
  /** The approval, or null when nobody gave one. */
  answer: (approval: string | null) => void;
}

/** The refusal that waits for a colleague. */
export const asked = createStore<Asked | null>(null);

/** Is there somebody to ask? Told by the screens, which know the colleagues. */
export const lenders = createStore<(right: string) => boolean>(() => false);

const most = 4;

interface Refusal {
  right?: string;
  detail?: string;
}

const refusalOf = async (answer: Response): Promise<Refusal> => {
  if (answer.status !== 403 && answer.status !== 422) return {};
  const body: unknown = await answer.clone().json().catch(() => null);
  return typeof body === "object" && body !== null ? body : {};
};

const ask = (request: Deed, right: string, detail: string) =>
  new Promise<string | null>((given) =>
    asked.set({
      request,
      right,
      detail,
      answer: (approval) => {
        asked.set(null);
        given(approval);
      },
    }),
  );

/** Asks for what the refusal of a request names, and sends the request again; the last answer is the one that counts. */
export async function withApproval(request: Request, refused: Response, send: (request: Request) => Promise<Response>): Promise<Response> {
  let answer = refused;
  let deed: Deed | undefined;
  const approvals: string[] = [];
  while (approvals.length < most) {
    const { right, detail = "" } = await refusalOf(answer);
    if (!right || !lenders.get()(right) || asked.get() !== null) return answer;
    const { pathname, search } = new URL(request.url);
    deed ??= { method: request.method, path: pathname + search, body: await request.clone().text() };
    const approval = await ask(deed, right, detail);
    if (approval === null) return answer;
    approvals.push(approval);
    const again = request.clone();
    again.headers.set("Approval", approvals.join(","));
    answer = await send(again);
  }
  return answer;
}
