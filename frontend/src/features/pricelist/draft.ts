/** The file that is being brought in, from the moment it is given until its rows are seen. It outlives the screens. */
import { Problem } from "@/lib/api/client";
import { upload } from "@/lib/api/upload";
import { shopUnit, type Unit } from "@/lib/money";
import { createStore, useStore } from "@/lib/store";
import { asksUnit, recognised, type Chosen } from "./columns";
import { lookAt, propose, type Import, type Kind, type Look } from "./imports";

export interface Draft {
  /** Tells this file from the next one. */
  file: File;
  /** How much has been sent, 0 to 1. */
  share: number;
  upload: string;
  look: Look | null;
  kind: Kind;
  sheet: string;
  chosen: Chosen;
  unit: Unit;
  /** The choices are kept for the next list of this shape. */
  remember: boolean;
  problem: string;
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
  put(file, { problem: "", busy: true });
  try {
    await work();
  } catch (refusal) {
    if (!(refusal instanceof Problem)) throw refusal;
    put(file, { problem: refusal.errors[0]?.detail ?? refusal.message });
  } finally {
    put(file, { busy: false });
  }
}

async function look(file: File, id: string, wanted: { sheet?: string; kind?: Kind } = {}) {
  const seen = await lookAt(id, wanted);
  put(file, { upload: id, look: seen, kind: seen.kind, sheet: seen.sheet, chosen: recognised(seen), unit: seen.unit === "rial" || seen.unit === "toman" ? seen.unit : shopUnit() });
}

/** A file was dropped or chosen: it is sent, and looked into. */
export const begin = (file: File, kind?: Kind) => {
  draft.set({ file, share: 0, upload: "", look: null, kind: kind ?? "products", sheet: "", chosen: {}, unit: shopUnit(), remember: true, problem: "", busy: false, id: "" });
  return attempt(file, async () => look(file, await upload(file, (share) => put(file, { share })), { kind }));
};

/** Another sheet, or the same read as another kind of list. */
export const lookAgain = (of: Draft, wanted: { sheet?: string; kind?: Kind }) => attempt(of.file, () => look(of.file, of.upload, { sheet: of.sheet, ...wanted }));

export const set = (of: Draft, patch: Partial<Pick<Draft, "chosen" | "unit" | "remember" | "problem">>) => put(of.file, { problem: "", ...patch });

/** Asks what the list would change; answers the import when it is known, null when something is missing still. */
export async function plan(of: Draft): Promise<Import | null> {
  let made: Import | null = null;
  await attempt(of.file, async () => {
    const { look: seen, chosen } = of;
    if (!seen) return;
    const answer = await propose({
      upload_id: of.upload,
      kind: of.kind,
      sheet: of.sheet || undefined,
      header: seen.header || undefined,
      columns: chosen,
      unit: chosen["price"] !== undefined && (asksUnit(seen, chosen) || seen.unit !== "") ? of.unit : undefined,
      remember: of.remember,
    });
    put(of.file, { id: answer.id });
    if (answer.asks.length > 0 && answer.state === "deciding") put(of.file, { look: { ...seen, asks: answer.asks } });
    else made = answer;
  });
  return made;
}
