/**
 * Opens a document of the server, fetched and shown from memory: in a new tab, or by the system's viewer where the
 * program has its own window (WebKit shows no PDF).
 */
import { base64, bridge } from "./bridge";
import { download, fetchDocument } from "./document";

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
    const { bytes, name } = await fetchDocument(await path, "pishkhan.pdf");
    if (desktop) return await desktop.OpenFile(name, base64(new Uint8Array(bytes)));
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
    setTimeout(() => URL.revokeObjectURL(address), kept);
    if (tab) tab.location.replace(address);
    else download(address, name);
  } catch (refusal) {
    tab?.close();
    throw refusal;
  }
}
