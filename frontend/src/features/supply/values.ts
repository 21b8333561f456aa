/** What can be said of a sheet's lines without a screen. */
import type { SheetLine } from "./queries";

/** The product that is being written down. Cost is null where nobody said any. */
export interface Chosen {
  product_id: string;
  name: string;
  unit: string;
  quantity: string;
  cost: number | null;
}

export const ofLine = ({ product_id, name, unit, quantity, cost }: SheetLine): Chosen => ({ product_id, name, unit, quantity, cost: cost > 0 ? cost : null });

const thousandths = (plain: string) => Math.round(Number(plain) * 1000);

/** More than was there by what a scan means: one, or as much as the label of a scale says. */
export const moreBy = (quantity = "0", by = "1") => String((thousandths(quantity) + thousandths(by)) / 1000);

/** What a line costs, rounded as the server does: half up, to the rial. */
export const totalOf = ({ quantity, cost }: Pick<SheetLine, "quantity" | "cost">) => Number((BigInt(thousandths(quantity)) * BigInt(cost) + 500n) / 1000n);
