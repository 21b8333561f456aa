/** Is the one who is being written down known already? */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import type { Twin } from "@/lib/api/types";
import { useSettled } from "@/lib/list";
import { latinDigits } from "@/lib/persian";

export interface Said {
  name: string;
  phone: string;
  national_id: string;
}

export type Why = "phone" | "national_id" | "name";

const digits = (text: string) => latinDigits(text).replace(/\D/g, "").length;

/** Only what is long enough to mean somebody is asked for. */
export const tellingOf = ({ name, phone, national_id }: Said): Said => ({
  name: name.trim().length >= 3 ? name.trim() : "",
  phone: digits(phone) >= 8 ? phone.trim() : "",
  national_id: digits(national_id) >= 10 ? national_id.trim() : "",
});

const none: readonly Twin[] = [];

/** Those who may be the same, asked for when the typing stands still. `except` is the customer itself. */
export function useAlike(said: Said, except = ""): readonly Twin[] {
  const settled = useSettled(JSON.stringify(tellingOf(said)), 300);
  const telling = JSON.parse(settled) as Said;
  const on = Object.values(telling).some((text) => text !== "");
  const { data } = useQuery({
    queryKey: ["customers", "alike", settled, except],
    enabled: on,
    queryFn: ({ signal }) => ok(api.GET("/api/customers/alike", { params: { query: { ...telling, except } }, signal })),
    placeholderData: keepPreviousData,
  });
  return on && data ? data.items : none;
}

/** Each field's twin: the first of whom it tells, and each customer at one field only, the surest first. */
export function twinsByField(twins: readonly Twin[]): Partial<Record<Why, Twin>> {
  const found: Partial<Record<Why, Twin>> = {};
  const told = new Set<string>();
  for (const why of ["phone", "national_id", "name"] as const) {
    const twin = twins.find((one) => one.why.includes(why) && !told.has(one.customer.id));
    if (!twin) continue;
    found[why] = twin;
    told.add(twin.customer.id);
  }
  return found;
}
