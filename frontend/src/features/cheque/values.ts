/** What is written on a cheque while it is typed. */
import type { Payment } from "@/lib/api/types";

export interface Written {
  number: string;
  due_on: string;
  bank: string;
  sayad_id: string;
  holder: string;
}

export const blank: Written = { number: "", due_on: "", bank: "", sayad_id: "", holder: "" };

/** What stands on a cheque that was kept: nothing is told of what was left empty. */
export const writtenOn = ({ number, due_on, bank = "", sayad_id = "", holder = "" }: Pick<Written, "number" | "due_on"> & Partial<Written>): Written => ({ number, due_on, bank, sayad_id, holder });

/** As it is sent: without what stayed empty. */
export const sentOf = ({ number, due_on, bank, sayad_id, holder }: Written): NonNullable<Payment["cheque"]> => ({
  number,
  due_on,
  ...(bank && { bank }),
  ...(sayad_id && { sayad_id }),
  ...(holder && { holder }),
});

/** What must be written and is not, before anything is sent: the fields' names. */
export const missing = ({ number, due_on }: Written): ("number" | "due_on")[] => [...(number.trim() ? [] : (["number"] as const)), ...(due_on ? [] : (["due_on"] as const))];

/** The refusals of a cheque by its fields, from those of all parts. */
export function refusedOf(errors: readonly { field: string; detail: string }[], before: string): Record<string, string> {
  const own = errors.filter(({ field }) => field.startsWith(before));
  return Object.fromEntries(own.map(({ field, detail }) => [field.slice(before.length), detail]));
}

/** Whether its day is gone by: that can be, and is said. */
export const gone = (due_on: string, today: string): boolean => due_on !== "" && due_on < today;
