import type { Form } from "@/lib/form";
import type { Unit } from "@/lib/money";
import type { Language } from "@/lib/prefs";

/** What is typed on the way, named as the API names it. */
export interface Answers {
  language: Language;
  "shop.name": string;
  "shop.phone": string;
  "shop.address": string;
  "shop.logo": string;
  "shop.unit": Unit;
  "owner.name": string;
  "owner.user": string;
  "owner.password": string;
  again: string;
}

export type StepProps = Form<Answers>;

/** Before anything is typed. */
export const empty: Omit<Answers, "language"> = {
  "shop.name": "", "shop.phone": "", "shop.address": "", "shop.logo": "", "shop.unit": "toman", "owner.name": "", "owner.user": "", "owner.password": "", again: "",
};
