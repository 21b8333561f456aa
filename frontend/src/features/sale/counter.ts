/** The baskets on this counter, beyond the screen's own life: another screen and back, and everything is still there. */
import { api, ok } from "@/lib/api/client";
import type { Back, SaleAnswer } from "@/lib/api/types";
import { staff } from "@/lib/session";
import { createStore, useStore } from "@/lib/store";
import { basketFrom, emptyBasket, isBlank, keptOf, step, type Basket, type Step } from "./basket";
import { makeKeeper } from "./keeper";

interface Counter {
  loaded: boolean;
  baskets: readonly Basket[];
  current: string;
  /** The last sale made here, to print it again. */
  last: SaleAnswer | null;
}

const fresh = (): Counter => {
  const first = emptyBasket();
  return { loaded: false, baskets: [first], current: first.id, last: null };
};

const counter = createStore(fresh());
// Who signs in anew begins with what the server keeps; who is handed the till takes over what is on the counter.
staff.subscribe(() => {
  if (staff.get() === null) counter.set(fresh());
});
export const useCounter = () => useStore(counter);

export const keeper = makeKeeper({
  put: (basket) => ok(api.PUT("/api/baskets/{id}", { params: { path: { id: basket.id } }, body: keptOf(basket) })),
  drop: (id) => ok(api.DELETE("/api/baskets/{id}", { params: { path: { id } } })),
});

const pick = (state: Counter) => state.baskets.find(({ id }) => id === state.current) ?? state.baskets[0] ?? emptyBasket();
export const currentBasket = () => pick(counter.get());

/** Finds the baskets that were left here. Called when the counter is shown; asks once for each sign-in. */
export async function openCounter(): Promise<void> {
  const person = staff.get()?.id ?? "";
  if (counter.get().loaded) return;
  const { items } = await ok(api.GET("/api/baskets"));
  const now = counter.get();
  if (now.loaded || staff.get() === null) return;
  const kept = items.map(basketFrom).filter((one) => !isBlank(one) && !now.baskets.some(({ id }) => id === one.id));
  const begun = now.baskets.filter((one) => !isBlank(one));
  const baskets = [...kept, ...begun];
  const own = items.filter(({ staff_id }) => staff_id === person).sort((a, b) => a.updated_at.localeCompare(b.updated_at)).at(-1);
  if (begun.length === 0 && (kept.length === 0 || !own)) baskets.push(pick(now));
  counter.set({ ...now, loaded: true, baskets, current: begun.length > 0 ? now.current : (own?.id ?? now.current) });
}

const sameContent = (a: Basket, b: Basket) => a.lines === b.lines && a.customer_id === b.customer_id && a.discount === b.discount && a.back === b.back;

/** Takes a step on the current basket, or on the one named. */
export function take(taken: Step, id = counter.get().current) {
  const now = counter.get();
  const before = now.baskets.find((one) => one.id === id);
  if (!before) return;
  const after = step(before, taken);
  if (after === before) return;
  counter.set({ ...now, baskets: now.baskets.map((one) => (one === before ? after : one)) });
  if (!sameContent(before, after)) keeper.changed(id, isBlank(after) ? null : after);
}

/** Sets the basket aside and begins another. */
export function hold() {
  const now = counter.get();
  if (isBlank(pick(now))) return;
  const blank = now.baskets.find(isBlank) ?? emptyBasket();
  counter.set({ ...now, baskets: [...now.baskets.filter((one) => one !== blank), blank], current: blank.id });
}

/** Goes to a basket by its place, or to the next one. */
export function recall(place?: number) {
  const now = counter.get();
  const at = now.baskets.findIndex(({ id }) => id === now.current);
  const next = now.baskets[place ?? (at + 1) % now.baskets.length];
  if (!next || next.id === now.current) return;
  // A blank basket that is left behind is nothing to keep a tab for.
  counter.set({ ...now, baskets: now.baskets.filter((one) => one.id !== now.current || !isBlank(one)), current: next.id });
}

/** Goods come back: what is rung up next is exchanged for them. */
export function beginExchange(back: Back, customer_id: string) {
  hold();
  take({ type: "customer", customer_id });
  take({ type: "back", back });
}

/** An invoice was wrong: it lies on the counter again, and what is issued stands in its place. */
export async function beginCorrection(invoice: string) {
  const wrong = await ok(api.GET("/api/invoices/{id}/basket", { params: { path: { id: invoice } } }));
  hold();
  const { id } = currentBasket();
  const from = basketFrom({ ...wrong, id });
  take({ type: "refill", from: { ...from, chosen: from.lines[0]?.product_id ?? "" } });
}

/** The basket is sold: its place is free for the next customer. */
export function sold(id: string, made: SaleAnswer) {
  keeper.forget(id);
  const now = counter.get();
  const rest = now.baskets.filter((one) => one.id !== id);
  const next = rest.find(isBlank) ?? emptyBasket();
  counter.set({ ...now, baskets: [...rest.filter((one) => one !== next), next], current: next.id, last: made });
}
