/** What the panel of a customer holds while it is typed. Sealed values that are hidden stay out of it until they are shown. */
import type { Customer } from "@/lib/api/types";
import { inDigits } from "@/lib/i18n";

const sealed = ["phone", "email", "national_id", "economic_code", "postal_code", "address"] as const;
const open = ["kind", "name", "registration_no", "province", "city", "note", "language"] as const;

type Field = (typeof sealed)[number] | (typeof open)[number];
export type Values = Pick<Customer, Field>;

export const blank: Values = {
  kind: "person", name: "", phone: "", email: "", national_id: "", economic_code: "", registration_no: "", postal_code: "", province: "", city: "", address: "", note: "", language: "",
};

/** What the server puts in the place of what it hides. */
const hidden = (value: string) => value.startsWith("•");

/** The customer's values; what is hidden is empty, to be typed anew or shown first. */
export function valuesOf(customer: Customer): Values {
  const values = Object.fromEntries([...open, ...sealed].map((field) => [field, customer[field]])) as unknown as Values;
  for (const field of sealed) if (hidden(values[field])) values[field] = "";
  values.phone = values.phone.replace(/^\+98/, "0"); // as it is dialled here
  return values;
}

/** What stands in the empty box of a hidden value: the bullets that the server sent. */
export const veil = (customer: Customer | null, field: (typeof sealed)[number]) => (customer && hidden(customer[field]) ? inDigits(customer[field]) : undefined);

export const anyHidden = (customer: Customer | null) => customer !== null && sealed.some((field) => hidden(customer[field]));

/** What differs; nothing else is sent. */
export function patchOf(before: Values, now: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => value !== before[field as Field]));
}

/** What a person has typed stays, the rest follows what the server says now. */
export function follow(before: Values, typed: Values, now: Values): Values {
  return { ...now, ...patchOf(before, typed) };
}
