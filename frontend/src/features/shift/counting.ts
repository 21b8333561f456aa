/** Counting a drawer: how many of each note there are, and what they come to. All in rial. */

/** Notes in use, the largest first. */
export const denominations = [2_000_000, 1_000_000, 500_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000] as const;

/** As many of one note as the server takes. */
export const mostOfOne = 1_000_000;

export interface Notes {
  value: number;
  count: number;
}

/** What was typed: pieces by denomination as plain text, and the coins as one sum. */
export interface Counting {
  pieces: Readonly<Record<number, string>>;
  coins: number | null;
}

/** What is sent: each value once, none that isn't there. */
export function notesOf({ pieces, coins }: Counting): Notes[] {
  const count = new Map<number, number>(denominations.map((value) => [value, Number(pieces[value] || 0)]));
  if (coins) count.set(coins, (count.get(coins) ?? 0) + 1);
  return [...count].filter(([, n]) => n > 0).map(([value, n]) => ({ value, count: n }));
}

export const sumOf = (notes: readonly Notes[]): number => notes.reduce((all, { value, count }) => all + value * count, 0);

/** How a difference is called. */
export const called = (difference: number): "exact" | "missing" | "over" => (difference === 0 ? "exact" : difference < 0 ? "missing" : "over");
