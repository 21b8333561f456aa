/** A document of the server, fetched whole: a page can't send its token along with an address. */
import { callHeaders, offlineProblem, problemFrom } from "./api/client";
import { withPassword } from "./proving";

/** The name that the server gave it. */
export function nameIn(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      // the plain name then
    }
  }
  return /filename="?([^";]+)"?/.exec(disposition ?? "")?.[1] ?? otherwise;
}

const get = (path: string) => fetch(path, { headers: callHeaders() });

export async function fetchDocument(path: string, otherwise: string): Promise<{ bytes: ArrayBuffer; name: string; type: string }> {
  let answer: Response;
  try {
    answer = await withPassword(await get(path), () => get(path));
  } catch {
    throw offlineProblem();
  }
  if (!answer.ok) throw problemFrom(answer.status, await answer.json().catch(() => null), answer.headers);
  return { bytes: await answer.arrayBuffer(), name: nameIn(answer.headers.get("Content-Disposition"), otherwise), type: answer.headers.get("Content-Type") ?? "application/octet-stream" };
}

/** Lets the browser keep it where it keeps downloads. */
export function download(address: string, name: string) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
