/** Who is signed in, at which till, in which shop. The token outlives the window; the rest is asked again. */
import { forget } from "./proving";
import { createStore, memory, useStore } from "./store";
import type { Session, Shop, Staff, Till } from "./api/types";

const key = "pishkhan.token";

export const token = createStore<string | null>(memory.read(key));
token.subscribe(() => memory.write(key, token.get()));

// Another window of the same browser (the customers' display) follows: who is signed in here is signed in there.
if (typeof window !== "undefined") window.addEventListener("storage", (event) => event.key === key && token.set(event.newValue));

export const staff = createStore<Staff | null>(null);
export const till = createStore<Till | null>(null);
export const shop = createStore<Shop | null>(null);

/** How many tills there are; of several, one is chosen. */
export const tills = createStore(1);

const place = "pishkhan.till";
/** The till that this device works at, once it was chosen among several. */
export const seat = { read: () => memory.read(place), keep: (id: string | null) => memory.write(place, id) };

export const useStaff = () => useStore(staff);
export const useShop = () => useStore(shop);

export function enter(session: Session) {
  shop.set(session.shop);
  till.set(session.till);
  tills.set(session.tills);
  staff.set(session.staff);
}

/** Forgets who was here. What is on the screen belongs to them and goes with it. */
export function leave() {
  token.set(null);
  staff.set(null);
  forget();
}

/** May the person do this? The server decides again; this only keeps idle buttons off the screen. */
export const may = (right: string) => staff.get()?.rights.includes(right) ?? false;

export function useMay(right: string): boolean {
  return useStore(staff)?.rights.includes(right) ?? false;
}
