/**
 * Pieces of the program that are fetched when they are first shown. A tablet may have lost the program at that moment: then the piece is waited for, and what shows
 * it stands there as before once it has come.
 */
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { connection } from "./live";

/** After each failure, in ms. */
const patience = 1000;

/** How often a piece is asked for of a program that does answer: it may only have come back this moment. */
const tries = 3;

/** Like React's lazy; `load` fetches the piece before it is shown, and never complains. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as React types its own
export function piece<Shown extends ComponentType<any>>(fetch: () => Promise<{ default: Shown }>): LazyExoticComponent<Shown> & { load: () => void } {
  let coming: ReturnType<typeof fetch> | undefined;
  const come = () => (coming ??= insist(fetch));
  return Object.assign(lazy(come), { load: () => void come().catch(() => undefined) });
}

/** Does the program answer at all? */
export const answers = () => fetch("/api/setup", { cache: "no-store" }).then(() => true, () => false);

/** Asks until the piece is there. Rejects with the last cause when the program answers and the piece still does not come: then it is broken, or of another version. */
export async function insist<Piece>(fetch: () => Promise<Piece>): Promise<Piece> {
  for (let failures = 0, lost = false; ; ) {
    try {
      await styles();
      const here = await fetch();
      if (lost) connection.set({ online: true, since: new Date() });
      return here;
    } catch (cause) {
      if (await answers()) failures++;
      else if (connection.get().online) {
        lost = true;
        connection.set({ online: false, since: connection.get().since });
      }
      if (failures === tries) throw cause;
      await new Promise((wake) => setTimeout(wake, patience));
    }
  }
}

const failed = new Set<HTMLLinkElement>();
document.addEventListener("error", ({ target }) => target instanceof HTMLLinkElement && failed.add(target), true);

/** Each style is asked for only once by itself: the ones that did not come are asked for again. */
async function styles() {
  const missing = [...failed];
  failed.clear();
  await Promise.all(missing.map((link) => new Promise((come, fail) => {
    const again = link.cloneNode() as HTMLLinkElement;
    again.addEventListener("load", come);
    again.addEventListener("error", fail);
    link.replaceWith(again);
  })));
}
