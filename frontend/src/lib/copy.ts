/** Puts a text on the clipboard, also where the page is no "secure context" (the window's wails:// address). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const had = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr";
    document.body.append(area);
    area.select();
    // The old way is the only one there.
    const done = document.execCommand("copy");
    area.remove();
    if (had instanceof HTMLElement) had.focus();
    return done;
  }
}
