/** Keeps a document of the server as a file: a download in a browser, the system's dialog in the program's own window. */
import { base64, bridge } from "./bridge";
import { download, fetchDocument } from "./document";

/** Answers the file's name; "" when the person thought better of it. Throws a Problem when it can't be had. */
export async function saveFile(path: string): Promise<string> {
  const { bytes, name, type } = await fetchDocument(path, path.split("/").at(-1) ?? "pishkhan");
  const desktop = bridge();
  if (desktop) return desktop.SaveFile(name, base64(new Uint8Array(bytes)));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  download(address, name);
  return name;
}
