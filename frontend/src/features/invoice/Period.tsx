import { useEffect, useRef } from "react";
import { useT } from "@/lib/i18n";
import type { ListState } from "@/lib/liststate";
import { DayFilter } from "@/ui/JalaliDateField";
import type { Filter } from "@/ui/ListBar";
import "./invoice.css";

/** The filter of documents by time. */
export function usePeriodFilter(): Filter {
  const t = useT();
  return {
    id: "period",
    label: "invoice.time",
    also: ["from", "to"],
    options: [
      { value: "today", label: t("invoice.today") },
      { value: "week", label: t("invoice.week") },
      { value: "month", label: t("invoice.month") },
      { value: "own", label: t("invoice.period") },
    ],
  };
}

/** The days of a period of one's own, below the filters that ask for it. */
export const PeriodDays = ({ state }: { state: ListState }) => state.filters["period"] === "own" && <Days state={state} />;

function Days({ state }: { state: ListState }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  // The list in which it was asked for gives the focus back to where it was opened, unless it went on meanwhile.
  useEffect(() => {
    const timer = setTimeout(() => box.current?.querySelector("input")?.focus());
    return () => clearTimeout(timer);
  }, []);
  return (
    <div ref={box} className="invoices-period">
      <DayFilter label={t("invoice.from")} value={state.filters["from"] ?? ""} onChange={(from) => state.filter({ from })} />
      <DayFilter label={t("invoice.to")} value={state.filters["to"] ?? ""} onChange={(to) => state.filter({ to })} />
    </div>
  );
}
