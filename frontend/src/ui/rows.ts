/** The pieces of the page that a list's rows are written into. Which rows are drawn is @tanstack/react-virtual's matter. */
import { useRef } from "react";

/**
 * Gives each key a small number that it keeps while it is among the keys; those that come in take the numbers of those
 * that left. As React's key it makes a scroll write into the elements that are there, instead of making others.
 */
export function useSlots(keys: readonly string[]): readonly number[] {
  const held = useRef(new Map<string, number>());
  const free = useRef<number[]>([]);
  const wanted = new Set(keys);
  for (const [key, slot] of held.current) {
    if (wanted.has(key)) continue;
    held.current.delete(key);
    free.current.push(slot);
  }
  return keys.map((key) => {
    let slot = held.current.get(key);
    if (slot === undefined) held.current.set(key, (slot = free.current.pop() ?? held.current.size));
    return slot;
  });
}
