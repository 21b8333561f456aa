import type { TaxRate } from "@/lib/api/types";

/** By class, the latest rate first. */
export const latestFirst = (rates: readonly TaxRate[]): TaxRate[] =>
  [...rates].sort((a, b) => b.tax_class.localeCompare(a.tax_class) || b.effective_from.localeCompare(a.effective_from));

/** The ids of the rates that hold on a day, one of each class. */
export function inForce(rates: readonly TaxRate[], day: string): Set<string> {
  const best = new Map<string, TaxRate>();
  for (const rate of rates) {
    if (rate.effective_from > day) continue;
    const held = best.get(rate.tax_class);
    if (!held || held.effective_from < rate.effective_from) best.set(rate.tax_class, rate);
  }
  return new Set([...best.values()].map(({ id }) => id));
}
