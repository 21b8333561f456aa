import { useT } from "@/lib/i18n";
import type { ListState } from "@/lib/liststate";
import { JalaliDateField } from "@/ui/JalaliDateField";
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
export function PeriodDays({ state }: { state: ListState }) {
  const t = useT();
  if (state.filters["period"] !== "own") return null;
  return (
    <div className="invoices-period">
      {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the field came because it was asked for */}
      <JalaliDateField label={t("invoice.from")} value={state.filters["from"] ?? ""} onChange={(from) => state.filter({ from })} autoFocus />
      <JalaliDateField label={t("invoice.to")} value={state.filters["to"] ?? ""} onChange={(to) => state.filter({ to })} />
    </div>
  );
}
