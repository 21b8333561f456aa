/** What a bundle is made of while it is written down: nothing here needs a screen. */
import type { Part } from "./queries";

/** A part as it is typed. */
export interface Typed {
  product_id: string;
  name: string;
  unit: string;
  /** Plain decimal text; empty or 0 takes it out. */
  quantity: string;
  price: number;
}

export const typed = (parts: readonly Part[]): readonly Typed[] => parts.map(({ product_id, name, unit, quantity, price }) => ({ product_id, name, unit, quantity, price }));

/** A part more; one that is there already is not put in twice. */
export const withPart = (parts: readonly Typed[], part: Omit<Typed, "quantity">): readonly Typed[] => (parts.some(({ product_id }) => product_id === part.product_id) ? parts : [...parts, { ...part, quantity: "1" }]);

/** Those of which there is something. */
export const kept = (parts: readonly Typed[]) => parts.filter(({ quantity }) => Number(quantity || "0") !== 0);

/** As they are sent. */
export const said = (parts: readonly Typed[]) => parts.map(({ product_id, quantity }) => ({ product_id, quantity }));

/** What they cost together by the list, in rial. */
export const worth = (parts: readonly Pick<Typed, "quantity" | "price">[]) => parts.reduce((all, { quantity, price }) => all + Math.round(Number(quantity || "0") * price), 0);
