/** The spans that the chips above the invoices mean, as days of the API. */
import { later, weekday } from "@/lib/calendar";
import { isoDay } from "@/lib/dates";

/** First and last day, both in it; empty is open. */
export interface Span {
  from: string;
  to: string;
}

export type Chip = "all" | "today" | "week" | "period";

export function spanOf(chip: Chip, period: Span, today = isoDay()): Span {
  switch (chip) {
    case "today":
      return { from: today, to: today };
    case "week":
      return { from: later(today, { days: -weekday(today) }), to: today };
    case "period":
      return period.from && period.to && period.from > period.to ? { from: period.to, to: period.from } : period;
    case "all":
      return { from: "", to: "" };
  }
}
