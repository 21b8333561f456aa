/** What the program's own window offers beyond the page (app/desktop/bridge.go); nothing in a browser. */
export interface Bridge {
  OpenFile(name: string, content: string): Promise<void>;
  /** Asks where, and writes it there; answers the file's name, "" when the person thought better of it. */
  SaveFile(name: string, content: string): Promise<string>;
  /** The file that was dropped just now; its name is "" when none was. */
  Dropped(): Promise<{ name: string; size: number }>;
  /** Up to 1 MiB of it, in base64. */
  DroppedPart(offset: number): Promise<string>;
}

export function bridge(): Bridge | null {
  const { go } = window as { go?: { desktop?: { Bridge?: Bridge } } };
  return go?.desktop?.Bridge ?? null;
}

/** The file dropped into the window, where the web view keeps it from the page (WebKitGTK). */
export async function droppedFile(): Promise<File | null> {
  const desktop = bridge();
  const { name, size } = (await desktop?.Dropped()) ?? { name: "", size: 0 };
  if (!desktop || !name) return null;
  const bytes = new Uint8Array(size);
  for (let offset = 0; offset < size; ) {
    const part = atob(await desktop.DroppedPart(offset));
    if (part.length === 0) break; // it has become shorter meanwhile
    for (let at = 0; at < part.length && offset + at < size; at++) bytes[offset + at] = part.charCodeAt(at);
    offset += part.length;
  }
  return new File([bytes], name);
}

/** Bytes as the bridge takes them. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
