import { t } from "../i18n";
import { api, callHeaders, offlineProblem, ok, Problem, problemFrom } from "./client";

const chunk = 1024 * 1024;
/** A piece that takes longer is lost: over a line that broke nothing answers at all. */
const patience = 60_000;

/** How far a file is on its way: the upload's id, and how much of it the server has. */
export interface Sent {
  id: string;
  bytes: number;
}

export const unsent: Sent = { id: "", bytes: 0 };

/** All of a file; its Problem says that it is no longer what was chosen. */
const whole = (file: File) =>
  file.arrayBuffer().catch(() => {
    throw new Problem(422, "file_gone", t("pricelist.file_gone"));
  });

/**
 * Sends a file in pieces of plain bytes: the window's web view dies of Blob and FormData bodies.
 * What broke off goes on where it was. Answers the upload's id.
 */
export async function upload(file: File, from: Sent = unsent, onProgress: (sent: Sent) => void = () => undefined): Promise<string> {
  const id = from.id || (await ok(api.POST("/api/uploads", { body: { name: file.name, size: file.size } }))).id;
  onProgress({ id, bytes: from.bytes });
  if (from.id && from.bytes >= file.size) return id;
  const bytes = await whole(file);
  for (let offset = from.bytes; offset < bytes.byteLength; offset += chunk) {
    const answer = await fetch(`/api/uploads/${encodeURIComponent(id)}?offset=${offset}`, {
      method: "PUT",
      headers: { ...callHeaders(), "Content-Type": "application/octet-stream" },
      body: bytes.slice(offset, offset + chunk),
      signal: AbortSignal.timeout(patience),
    }).catch(() => {
      throw offlineProblem();
    });
    // The program was started anew meanwhile and knows nothing of it.
    if (answer.status === 404 && from.id) return upload(file, unsent, onProgress);
    if (!answer.ok) throw problemFrom(answer.status, await answer.json().catch(() => null), answer.headers);
    onProgress({ id, bytes: Math.min(bytes.byteLength, offset + chunk) });
  }
  return id;
}
