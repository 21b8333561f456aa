import { formatDecimal, readDecimal } from "./numbers";
import { shop } from "./session";
import { useStore } from "./store";
import { t, useT } from "./i18n";

/** How the shop shows money. What is stored, sent and printed on the official form is always rial. */
export type Unit = "rial" | "toman";

/** An amount of rial as the shop reads it. Toman shows one decimal when a rial is left over: nothing is rounded away. */
export function formatMoney(rial: number, unit: Unit = shopUnit()): string {
  return formatDecimal(plainMoney(rial, unit));
}

/** The same as plain text for a field that is being edited: no grouping, Latin digits. */
export function plainMoney(rial: number, unit: Unit = shopUnit()): string {
  const whole = Math.abs(Math.trunc(rial));
  const sign = rial < 0 ? "-" : "";
  if (unit === "rial") return `${sign}${whole}`;
  const rest = whole % 10;
  return `${sign}${(whole - rest) / 10}${rest ? `.${rest}` : ""}`;
}

/** Reads what was typed in the shop's unit into rial; null when it is no amount (rial has no decimals, toman one). */
export function readMoney(typed: string, unit: Unit = shopUnit()): number | null {
  const plain = readDecimal(typed, unit === "toman" ? 1 : 0);
  if (plain === null) return null;
  const [whole = "0", fraction = "0"] = plain.replace("-", "").split(".");
  const rial = unit === "rial" ? Number(whole) : Number(whole) * 10 + Number(fraction);
  if (!Number.isSafeInteger(rial)) return null;
  return plain.startsWith("-") ? -rial : rial;
}

/** How wide a column is that shows these amounts whole; with ordinary ones it stays as it is. */
export const roomFor = (amounts: readonly number[], usual: number) => roomForTexts(amounts.map((rial) => formatMoney(rial)), usual);

/** The same for what is no money, as it stands in the column. */
export const roomForTexts = (texts: readonly string[], usual: number) => Math.max(usual, 24 + 8 * Math.max(0, ...texts.map(({ length }) => length)));

export const shopUnit = (): Unit => shop.get()?.unit ?? "toman";
export const unitName = (unit: Unit = shopUnit()) => t(unit === "toman" ? "money.toman" : "money.rial");

/** For components: format, read and name money in the shop's unit, following its change. */
export function useMoney() {
  useT();
  const unit = useStore(shop)?.unit ?? "toman";
  return {
    unit,
    name: unitName(unit),
    format: (rial: number) => formatMoney(rial, unit),
    read: (typed: string) => readMoney(typed, unit),
  };
}
