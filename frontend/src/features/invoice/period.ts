/** The spans of time that the filter of the invoices means, as days of the API. */
import { later, monthOf, weekday } from "@/lib/calendar";
import { isoDay } from "@/lib/dates";
import type { Filters } from "@/lib/views";

/** First and last day, both in it; empty is open. "own" are the two that were typed. */
function spanOf({ period, from = "", to = "" }: Filters, today: string): Filters {
  if (period === "today") return { from: today, to: today };
  if (period === "week") return { from: later(today, { days: -weekday(today) }), to: today };
  if (period === "month") return { from: monthOf(today).first, to: today };
  if (period === "own") return from && to && from > to ? { from: to, to: from } : { from, to };
  return {};
}

/** The filters as the server takes them: a view that was named "this week" is always this week. */
export function asAsked(filters: Filters, today = isoDay()): Filters {
  const rest = Object.entries(filters).filter(([name]) => !["period", "from", "to"].includes(name));
  return { ...Object.fromEntries(rest), ...Object.fromEntries(Object.entries(spanOf(filters, today)).filter(([, day]) => day !== "")) };
}
