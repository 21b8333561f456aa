import { Popover } from "@mantine/core";
import { IconCalendar, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { dayName, dayParts, formatDayShort, isDay, later, monthName, monthOf, noDay, readDay, weekday, weekdayName } from "@/lib/calendar";
import { isoDay, jalaliOn } from "@/lib/dates";
import { useUnreadable } from "@/lib/form";
import { inDigits, useT } from "@/lib/i18n";
import { Button } from "./Button";
import { TextField, type FieldProps } from "./Field";
import "@/theme/lists.css";

const steps: Record<string, Parameters<typeof later>[1]> = { ArrowUp: { days: 1 }, ArrowDown: { days: -1 }, PageUp: { months: 1 }, PageDown: { months: -1 } };

interface Props extends FieldProps {
  /** YYYY-MM-DD, Gregorian, or empty; noDay of the text while it is no whole day. */
  value: string;
  onChange: (iso: string) => void;
  name?: string;
  autoFocus?: boolean;
  disabled?: boolean;
  /** What is to be said of the day that stands in it, beside its name. */
  said?: string | false;
}

/**
 * A day in the person's own calendar: typed (1405/8/30), stepped with the arrows (days) and Page keys (months), or
 * picked from the month (Alt+↓). What it hands on is what its whole text says, never the last day that it passed through.
 */
export function JalaliDateField({ value, onChange, error, hint, said, ...rest }: Props) {
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const wrong = value !== "" && !isDay(value);
  const day = wrong ? "" : value;
  const [left, setLeft] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useUnreadable(input, wrong ? t("error.invalid_date") : "");
  const press = (event: KeyboardEvent) => {
    const step = steps[event.code];
    if (!step || event.ctrlKey) return;
    event.preventDefault();
    if (event.altKey) return setOpen(true);
    setTyped(null);
    onChange(day ? later(day, step) : isoDay());
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="none" offset={6} trapFocus returnFocus withinPortal withRoles={false}>
      <Popover.Target>
        <div>
          <TextField
            {...rest}
            ref={input}
            dir="ltr"
            data-code=""
            inputMode="numeric"
            spellCheck={false}
            placeholder={inDigits(jalaliOn() ? "1405/01/31" : "2026-01-31")}
            value={typed ?? (day ? formatDayShort(day) : inDigits(value.slice(1)))}
            hint={day ? [dayName(day), said].filter(Boolean).join(" · ") : hint}
            error={wrong && left ? t("error.invalid_date") : error}
            onChange={(text) => {
              setTyped(inDigits(text));
              setLeft(false);
              onChange(text.trim() === "" ? "" : (readDay(text) ?? noDay(text)));
            }}
            onInvalid={() => setLeft(true)}
            onBlur={() => (setLeft(true), !wrong && setTyped(null))}
            onKeyDown={press}
            end={
              <button type="button" className="day-open" tabIndex={-1} aria-label={t("app.pick_day")} title={t("app.pick_day")} aria-expanded={open} onClick={() => setOpen(!open)}>
                <IconCalendar size={18} stroke={1.75} />
              </button>
            }
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        {open && (
          <Month
            value={day}
            onPick={(day) => {
              setTyped(null);
              onChange(day);
              setOpen(false);
              input.current?.focus();
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** A day that a list is narrowed by: the list is not asked again at every key while the day is only half typed. */
export function DayFilter({ value, onChange, ...rest }: Props) {
  const [half, setHalf] = useState<string | null>(null);
  useEffect(() => {
    if (half === null) return;
    const timer = setTimeout(() => (setHalf(null), onChange(half)), 600);
    return () => clearTimeout(timer);
  }, [half, onChange]);
  const hear = (day: string) => {
    const whole = day === "" || isDay(day);
    setHalf(whole ? null : day);
    if (whole) onChange(day);
  };
  return <JalaliDateField {...rest} value={half ?? value} onChange={hear} />;
}

/** One month, the week from Saturday on. Arrows move by the way the screen reads. */
function Month({ value, onPick }: { value: string; onPick: (iso: string) => void }) {
  const t = useT();
  const today = isoDay();
  const [at, setAt] = useState(value || today);
  const days = useRef<HTMLDivElement>(null);
  const { first, days: count } = monthOf(at);
  useEffect(() => {
    if (days.current?.contains(document.activeElement)) days.current.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  }, [at]);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const on = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
    const moves: Record<string, Parameters<typeof later>[1]> = { ArrowRight: { days: on }, ArrowLeft: { days: -on }, ArrowDown: { days: 7 }, ArrowUp: { days: -7 }, PageDown: { months: 1 }, PageUp: { months: -1 } };
    const move = moves[event.code];
    if (!move) return;
    event.preventDefault();
    setAt(later(at, move));
  };
  return (
    <div className="month">
      <div className="month-head">
        <Button kind="ghost" icon={IconChevronLeft} mirrored aria-label={t("app.month_before")} onClick={() => setAt(later(at, { months: -1 }))} />
        <h2 aria-live="polite">{monthName(at)}</h2>
        <Button kind="ghost" icon={IconChevronRight} mirrored aria-label={t("app.month_after")} onClick={() => setAt(later(at, { months: 1 }))} />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the buttons inside */}
      <div ref={days} className="month-days" onKeyDown={press}>
        {Array.from({ length: 7 }, (_, day) => (
          <span key={day} aria-hidden="true">
            {weekdayName(later("2026-11-21", { days: day }))}
          </span>
        ))}
        {Array.from({ length: count }, (_, index) => {
          const day = later(first, { days: index });
          const classes = [day === today ? "today" : "", weekday(day) === 6 ? "friday" : ""].filter(Boolean).join(" ");
          return (
            <button
              key={day}
              type="button"
              tabIndex={day === at ? 0 : -1}
              data-autofocus={day === at || undefined}
              className={classes}
              aria-pressed={day === value}
              aria-label={dayName(day)}
              style={index === 0 ? { gridColumnStart: weekday(day) + 1 } : undefined}
              onClick={() => onPick(day)}
            >
              {inDigits(String(dayParts(day).day))}
            </button>
          );
        })}
      </div>
    </div>
  );
}
