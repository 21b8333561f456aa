/** The baskets on this counter, beyond the screen's own life: another screen and back, and everything is still there. */
import { api, ok } from "@/lib/api/client";
import type { Back, Basket as KeptBasket, SaleAnswer } from "@/lib/api/types";
import { staff, till } from "@/lib/session";
import { createStore, useStore } from "@/lib/store";
import { toast } from "@/ui/Toast";
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
// Another till has other baskets.
let seat = till.get()?.id;
till.subscribe(() => {
  const next = till.get()?.id;
  if (seat !== undefined && next !== seat) counter.set(fresh());
  seat = next;
});
export const useCounter = () => useStore(counter);

export const keeper = makeKeeper({
  put: (basket) => ok(api.PUT("/api/baskets/{id}", { params: { path: { id: basket.id } }, body: keptOf(basket) })),
  drop: (id) => ok(api.DELETE("/api/baskets/{id}", { params: { path: { id } } })),
  refused: (id, why) => {
    if (why.code !== "basket_elsewhere") return;
    without([id]);
    toast(why.message, { kind: "wrong" });
  },
});

const pick = (state: Counter) => state.baskets.find(({ id }) => id === state.current) ?? state.baskets[0] ?? emptyBasket();
export const currentBasket = () => pick(counter.get());

/** Finds the baskets that were left here. Called when the counter is shown; asks once for each sign-in. */
export async function openCounter(): Promise<void> {
  const person = staff.get()?.id ?? "";
  if (counter.get().loaded) return;
  const items = (await ok(api.GET("/api/baskets"))).items.filter(({ till_id }) => till_id === till.get()?.id);
  const now = counter.get();
  if (now.loaded || staff.get() === null) return;
  const kept = items.map(basketFrom).filter((one) => !isBlank(one) && !now.baskets.some(({ id }) => id === one.id));
  const begun = now.baskets.filter((one) => !isBlank(one));
  const baskets = [...kept, ...begun];
  const own = items.filter(({ staff_id, held }) => staff_id === person && !held).sort((a, b) => a.updated_at.localeCompare(b.updated_at)).at(-1);
  if (begun.length === 0 && (kept.length === 0 || !own)) baskets.push(pick(now));
  counter.set({ ...now, loaded: true, baskets, current: begun.length > 0 ? now.current : (own?.id ?? now.current) });
}

/** Takes baskets away that are no longer this till's. */
function without(ids: readonly string[]) {
  const now = counter.get();
  const baskets = now.baskets.filter(({ id }) => !ids.includes(id));
  if (baskets.length === now.baskets.length) return;
  const blank = baskets.find(isBlank) ?? emptyBasket();
  const stays = baskets.some(({ id }) => id === now.current);
  counter.set({ ...now, baskets: stays || baskets.includes(blank) ? baskets : [...baskets, blank], current: stays ? now.current : blank.id });
}

/** While something is being paid, the baskets stay as they are. */
let still = false;
export const standStill = (now: boolean) => void (still = now);

/** Asks what the server has: baskets that another window or till took are gone here, and those that came are here. Answers those of other tills. */
export async function followBaskets(): Promise<KeptBasket[]> {
  const before = counter.get();
  const settled = keeper.settled();
  const { items } = await ok(api.GET("/api/baskets"));
  const here = till.get()?.id;
  const elsewhere = items.filter(({ till_id }) => till_id !== here);
  if (!still && settled && before.loaded && keeper.settled() && counter.get() === before) {
    const mine = items.filter(({ till_id }) => till_id === here);
    const moved = (id: string) => elsewhere.some((one) => one.id === id);
    without(before.baskets.filter((one) => !isBlank(one) && !keeper.unkept(one.id) && !mine.some(({ id }) => id === one.id) && (one.id !== before.current || moved(one.id))).map(({ id }) => id));
    const came = mine.map(basketFrom).filter((one) => !isBlank(one) && !before.baskets.some(({ id }) => id === one.id));
    const now = counter.get();
    if (came.length > 0) counter.set({ ...now, baskets: [...came, ...now.baskets] });
  }
  return elsewhere.filter(({ free }) => free);
}

/** Brings a basket that waits at another till to this one. */
export async function takeOver(id: string) {
  const kept = basketFrom(await ok(api.POST("/api/baskets/{id}/take", { params: { path: { id } } })));
  if (!isBlank(currentBasket())) take({ type: "aside", at: Date.now() });
  const now = counter.get();
  counter.set({ ...now, baskets: [...now.baskets.filter((one) => one.id !== id && (one.id !== now.current || !isBlank(one))), kept], current: id });
}

const sameContent = (a: Basket, b: Basket) => a.note === b.note && a.held === b.held && a.lines === b.lines && a.customer_id === b.customer_id && a.discount === b.discount && a.back === b.back;

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
export function hold(note?: string) {
  if (isBlank(currentBasket())) return;
  take({ type: "aside", at: Date.now(), note });
  const now = counter.get();
  const blank = now.baskets.find(isBlank) ?? emptyBasket();
  counter.set({ ...now, baskets: [...now.baskets.filter((one) => one !== blank), blank], current: blank.id });
}

/** Goes to a basket by its place, or to the next one. */
export function recall(place?: number) {
  const now = counter.get();
  const at = now.baskets.findIndex(({ id }) => id === now.current);
  const waits = now.baskets.findIndex((one) => one.id !== now.current && !isBlank(one));
  const next = now.baskets[place ?? (waits >= 0 ? waits : (at + 1) % now.baskets.length)];
  if (!next || next.id === now.current) return;
  if (!isBlank(pick(now))) take({ type: "aside", at: Date.now() });
  const then = counter.get();
  // A blank basket that is left behind is nothing to keep a tab for.
  counter.set({ ...then, baskets: then.baskets.filter((one) => one.id !== now.current || !isBlank(one)), current: next.id });
  take({ type: "up" }, next.id);
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
