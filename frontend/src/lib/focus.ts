/**
 * Whoever works by keys is always somewhere: when what had the focus goes away (a button that led on, a window that closed, a field that was shut), the focus goes
 * to the nearest place around it that is still there.
 */

/** Something on the screen and what stands around it, from the inside out. */
export type Trail = readonly Element[];

/** How long what takes the focus by itself has for it, in ms. Not a frame: a busy computer draws none for a while. */
const settling = 16;

/** Where one was when a window came over it. */
const covered = new WeakMap<Element, Trail>();

let last: Trail = [];
/** Where the focus was put for want of a better place. */
let makeshift: Element | null = null;

/** Is the focus on nothing, or only where it was put because nothing had it? */
export function nowhere(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at === makeshift || at.matches(":disabled");
}

function trailOf(from: Element | null): Trail {
  const trail: Element[] = [];
  for (let one = from; one && one !== document.body; one = one.parentElement) trail.push(one);
  return trail;
}

/** Where the focus is, or was before it got lost. */
export const present = (): Trail => (nowhere() ? last : trailOf(document.activeElement));

/** What a window came over: there the focus goes back to. */
export const cover = (box: Element, came: Trail) => void covered.set(box, came);

const takes = (one: Element): one is HTMLElement => one instanceof HTMLElement && one.isConnected && one.matches("[tabindex], a[href], button, input, select, textarea") && !one.matches(":disabled") && one.checkVisibility();

function* around(trail: Trail): Generator<Element> {
  for (const one of trail) {
    yield one;
    const came = covered.get(one);
    if (came) yield* around(came);
  }
}

function recover() {
  if (!nowhere() || document.activeElement === makeshift) return;
  const over = Array.from(document.querySelectorAll<HTMLElement>("[aria-modal=true]")).at(-1);
  const near = [...around(last)].find((one) => takes(one) && (!over || over.contains(one))) ?? over ?? document.getElementById("main");
  if (!(near instanceof HTMLElement)) return;
  // A frame that only holds others passes it on to what the keys are for in it: rows, a finder, what is read.
  const home = near.matches("main, section") ? (near.querySelector<HTMLElement>("[data-home]") ?? near) : near;
  if (home !== last[0]) makeshift = home;
  home.focus({ preventScroll: true });
}

/** Starts watching; answers how to stop. */
export function keepFocus(): () => void {
  let asked = 0;
  const came = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target === makeshift) return;
    if (target !== document.activeElement) return; // it passed the focus on before this was heard
    makeshift = null;
    last = trailOf(target);
  };
  /** Whoever goes on from a makeshift place is not fetched back. */
  const goes = () => {
    if (makeshift) last = trailOf(makeshift);
    makeshift = null;
  };
  const look = () => {
    const [at] = last;
    if (!at || asked || !nowhere()) return;
    if (makeshift && makeshift === document.activeElement) {
      if (at !== makeshift && takes(at)) at.focus({ preventScroll: true });
    } else if (!takes(at)) {
      asked = window.setTimeout(() => {
        asked = 0;
        recover();
      }, settling);
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled", "hidden", "inert"] });
  document.addEventListener("focusin", came);
  document.addEventListener("keydown", goes, true);
  document.addEventListener("pointerdown", goes, true);
  return () => {
    watch.disconnect();
    clearTimeout(asked);
    document.removeEventListener("focusin", came);
    document.removeEventListener("keydown", goes, true);
    document.removeEventListener("pointerdown", goes, true);
  };
}
