/** The file that is being brought in, from the moment it is given until its rows are seen. It outlives the screens. */
import { Problem } from "@/lib/api/client";
import { unsent, upload, type Sent } from "@/lib/api/upload";
import { shopUnit, type Unit } from "@/lib/money";
import { createStore, useStore } from "@/lib/store";
import { asksUnit, recognised, type Chosen } from "./columns";
import { lookAt, propose, type Import, type Kind, type Look } from "./imports";

export interface Draft {
  /** Tells this file from the next one. */
  file: File;
  /** How much of it is there. */
  sent: Sent;
  /** The kind of list that is wanted of it, when that is known before it is seen. */
  wanted?: Kind;
  look: Look | null;
  kind: Kind;
  sheet: string;
  chosen: Chosen;
  unit: Unit;
  /** The choices are kept for the next list of this shape. */
  remember: boolean;
  problem: string;
  /** The problem is the line's and not the list's: the same may be tried again. */
  again: boolean;
  busy: boolean;
  /** The import that was made of it. */
  id: string;
}

export const draft = createStore<Draft | null>(null);
export const useDraft = () => useStore(draft);

/** Changes the draft, unless another file came meanwhile. */
function put(file: File, patch: Partial<Draft>) {
  const now = draft.get();
  if (now?.file === file) draft.set({ ...now, ...patch });
}

async function attempt(file: File, work: () => Promise<void>) {
  put(file, { problem: "", again: false, busy: true });
  try {
    await work();
  } catch (refusal) {
    if (!(refusal instanceof Problem)) throw refusal;
    put(file, { problem: refusal.errors[0]?.detail ?? refusal.message, again: refusal.passing });
  } finally {
    put(file, { busy: false });
  }
}

const send = (file: File, from: Sent) => upload(file, from, (sent) => put(file, { sent }));

/** Asks about a file that was sent; one that the program no longer has, having been started anew, is sent once more. */
async function about<T>({ file, sent }: Draft, ask: (id: string) => Promise<T>): Promise<T> {
  const id = await send(file, sent);
  try {
    return await ask(id);
  } catch (refusal) {
    if (!(refusal instanceof Problem && refusal.errors.some(({ field, code }) => field === "upload_id" && code === "not_found"))) throw refusal;
    return ask(await send(file, unsent));
  }
}

async function look(of: Draft, wanted: { sheet?: string; kind?: Kind }) {
  const seen = await about(of, (id) => lookAt(id, wanted));
  put(of.file, { look: seen, kind: seen.kind, sheet: seen.sheet, chosen: recognised(seen), unit: seen.unit === "rial" || seen.unit === "toman" ? seen.unit : shopUnit() });
}

/** A file was dropped or chosen: it is sent, and looked into. */
export function begin(file: File, wanted?: Kind) {
  const of: Draft = { file, sent: unsent, wanted, look: null, kind: wanted ?? "products", sheet: "", chosen: {}, unit: shopUnit(), remember: true, problem: "", again: false, busy: false, id: "" };
  draft.set(of);
  return goOn(of);
}

/** The same once more, from where it broke off. */
export const goOn = (of: Draft) => attempt(of.file, () => look(of, { kind: of.wanted }));

/** Another sheet, or the same read as another kind of list. */
export const lookAgain = (of: Draft, wanted: { sheet?: string; kind?: Kind }) => attempt(of.file, () => look(of, { sheet: of.sheet, ...wanted }));

export const set = (of: Draft, patch: Partial<Pick<Draft, "chosen" | "unit" | "remember">>) => put(of.file, { problem: "", ...patch });

/** Asks what the list would change; answers the import when it is known, null when something is missing still. */
export async function plan(of: Draft): Promise<Import | null> {
  let made: Import | null = null;
  await attempt(of.file, async () => {
    const { look: seen, chosen } = of;
    if (!seen) return;
    const answer = await about(of, (id) =>
      propose({
        upload_id: id,
        kind: of.kind,
        sheet: of.sheet || undefined,
        header: seen.header || undefined,
        columns: chosen,
        unit: chosen["price"] !== undefined && (asksUnit(seen, chosen) || seen.unit !== "") ? of.unit : undefined,
        remember: of.remember,
      }),
    );
    put(of.file, { id: answer.id });
    if (answer.asks.length > 0 && answer.state === "deciding") put(of.file, { look: { ...seen, asks: answer.asks } });
    else made = answer;
  });
  return made;
}
