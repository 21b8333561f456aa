import { api, callHeaders, offlineProblem, ok, problemFrom } from "./client";

const chunk = 1024 * 1024;

/**
 * Sends a file in pieces of plain bytes: the window's web view dies of Blob and FormData bodies.
 * Answers the upload's id; `onProgress` hears the share done, 0 to 1.
 */
export async function upload(file: File, onProgress: (share: number) => void = () => undefined): Promise<string> {
  const { id } = await ok(api.POST("/api/uploads", { body: { name: file.name, size: file.size } }));
  const bytes = await file.arrayBuffer();
  for (let offset = 0; offset < bytes.byteLength; offset += chunk) {
    const answer = await fetch(`/api/uploads/${encodeURIComponent(id)}?offset=${offset}`, {
      method: "PUT",
      headers: { ...callHeaders(), "Content-Type": "application/octet-stream" },
      body: bytes.slice(offset, offset + chunk),
    }).catch(() => {
      throw offlineProblem();
    });
    if (!answer.ok) throw problemFrom(answer.status, await answer.json().catch(() => null), answer.headers);
    onProgress(Math.min(1, (offset + chunk) / bytes.byteLength));
  }
  return id;
}
