/**
 * Opens a document of the server. A page can't send its token along with an address, so the document is fetched and
 * shown from memory: in a new tab, or by the system's viewer where the program has its own window (WebKit shows no PDF).
 */
import { callHeaders, offlineProblem, problemFrom } from "./api/client";

interface Bridge {
  OpenFile(name: string, content: string): Promise<void>;
}

/** What the window offers beyond the page; nothing in a browser. */
function bridge(): Bridge | null {
  const { go } = window as { go?: { desktop?: { Bridge?: Bridge } } };
  return go?.desktop?.Bridge ?? null;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const nameIn = (disposition: string | null) => /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "pishkhan.pdf";

async function read(path: string): Promise<{ bytes: ArrayBuffer; name: string }> {
  let answer: Response;
  try {
    answer = await fetch(path, { headers: callHeaders() });
  } catch {
    throw offlineProblem();
  }
  if (!answer.ok) throw problemFrom(answer.status, await answer.json().catch(() => null), answer.headers);
  return { bytes: await answer.arrayBuffer(), name: nameIn(answer.headers.get("Content-Disposition")) };
}

/** Long enough for the slowest viewer to have read it. */
const kept = 120_000;

/**
 * Call it straight from a key or click: the tab is opened at once, as browsers only allow it then. `path` may be
 * worked out meanwhile. Throws a Problem when the document can't be had.
 */
export async function openPdf(path: string | Promise<string>): Promise<void> {
  const desktop = bridge();
  const tab = desktop ? null : window.open("", "_blank");
  try {
    const { bytes, name } = await read(await path);
    if (desktop) return await desktop.OpenFile(name, base64(new Uint8Array(bytes)));
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
    setTimeout(() => URL.revokeObjectURL(address), kept);
    if (tab) tab.location.replace(address);
    else {
      const link = document.createElement("a");
      link.href = address;
      link.download = name;
      link.click();
    }
  } catch (refusal) {
    tab?.close();
    throw refusal;
  }
}
