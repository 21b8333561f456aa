/** The one door to the server: typed calls, the bearer token, and refusals as Problem. */
import createClient from "openapi-fetch";
import { withApproval } from "../approving";
import { t } from "../i18n";
import { preferences } from "../prefs";
import { withPassword } from "../proving";
import { leave, token } from "../session";
import type { paths } from "./paths";

export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** A refusal, already in the person's language. `errors` name the fields; `retryAfter` is in seconds. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly retryAfter = 0,
  ) {
    super(detail);
    this.name = "Problem";
  }
  /** The server could not be asked at all: what was sent may or may not have arrived. */
  get offline() {
    return this.status === 0;
  }
  /** About the moment and not about what was sent: the same may go well the next time. */
  get passing() {
    return this.offline || this.status === 401 || this.status === 429 || this.status >= 500;
  }
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  field?: string;
  errors?: FieldProblem[] | null;
}

/** Turns what came instead of an answer into a Problem. */
export function problemFrom(status: number, body: unknown, headers: Headers): Problem {
  const sent: ProblemBody = typeof body === "object" && body !== null ? body : {};
  const detail = sent.detail ?? sent.title ?? t("app.failed");
  const errors = sent.errors ?? [];
  const own = sent.field && !errors.some(({ field }) => field === sent.field) ? [{ field: sent.field, code: sent.code ?? "", detail }] : [];
  return new Problem(status, sent.code ?? "internal", detail, [...own, ...errors], Number(headers.get("Retry-After") ?? 0));
}

export const offlineProblem = () => new Problem(0, "offline", t("app.offline"));

export const api = createClient<paths>({ baseUrl: typeof location === "undefined" ? "" : location.origin, fetch: (request) => fetch(request) });

/** The headers of every call: who asks, and in which language to answer. */
export function callHeaders(): Record<string, string> {
  const headers: Record<string, string> = { "Accept-Language": preferences.get().language };
  const bearer = token.get();
  if (bearer) headers["Authorization"] = `Bearer ${bearer}`;
  return headers;
}

/** Requests as they were, for those that a colleague may allow after all. */
const unsent = new WeakMap<Request, Request>();

api.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(callHeaders())) request.headers.set(name, value);
    if (request.method !== "GET" && request.headers.get("Content-Type")?.includes("json")) unsent.set(request, request.clone());
    return request;
  },
  async onResponse({ request, response }) {
    const sent = request.headers.get("Authorization");
    // Only the present token's end signs out: a late answer to an older one must not.
    if (response.status === 401 && sent && sent === `Bearer ${token.get()}`) leave();
    if (response.ok) return undefined;
    const again = unsent.get(request);
    const answer = await withPassword(response, () => fetch((again ?? request).clone()), request.method === "GET");
    return again && !answer.ok ? withApproval(again, answer, (next) => fetch(next)) : answer;
  },
});

interface Called<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Unwraps a call: the answer's data, or a thrown Problem. `const page = await ok(api.GET("/api/products"))` */
export async function ok<T>(call: Promise<Called<T>>): Promise<T> {
  let answer: Called<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw offlineProblem();
  }
  if (!answer.response.ok) throw problemFrom(answer.response.status, answer.error, answer.response.headers);
  return answer.data as T;
}

/** A new id as the server makes them (UUIDv7), so that a repeated request is known to be the same. */
export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
