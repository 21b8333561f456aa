/** Days as people pick them: in the person's calendar on the screen, YYYY-MM-DD (Gregorian) everywhere else. */
import { CalendarDate, GregorianCalendar, parseDate, PersianCalendar, toCalendar, type DateDuration } from "@internationalized/date";
import { jalaliOn } from "./dates";
import { inDigits } from "./i18n";
import { latinDigits } from "./persian";
import { preferences } from "./prefs";

export interface Day {
  year: number;
  month: number;
  day: number;
}

const calendar = () => (jalaliOn() ? new PersianCalendar() : new GregorianCalendar());

/** The parts of a day in the person's calendar. */
export function dayParts(iso: string): Day {
  const { year, month, day } = toCalendar(parseDate(iso), calendar());
  return { year, month, day };
}

/** The day of these parts; null when there is none (1404/12/30). */
export function dayFrom({ year, month, day }: Day): string | null {
  if (month < 1 || month > 12 || day < 1 || year < 1 || year > 9377) return null;
  const found = new CalendarDate(calendar(), year, month, day);
  if (found.month !== month || found.day !== day) return null;
  return toCalendar(found, new GregorianCalendar()).toString();
}

/** A day so much later; months keep the day where they can. */
export function later(iso: string, by: DateDuration): string {
  return toCalendar(toCalendar(parseDate(iso), calendar()).add(by), new GregorianCalendar()).toString();
}

/** 0 is Saturday, when the week begins. */
export const weekday = (iso: string) => (new Date(`${iso}T00:00:00Z`).getUTCDay() + 1) % 7;

/** 1405/08/30, or 2026-11-21. */
export function formatDayShort(iso: string): string {
  const { year, month, day } = dayParts(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  return inDigits([year, two(month), two(day)].join(jalaliOn() ? "/" : "-"));
}

/** Reads 1405/8/30, 5-8-30, 14050830 in any digits; null when there is no such day. */
export function readDay(typed: string): string | null {
  const text = latinDigits(typed).replace(/[\u200C\u200E\u200F\u2066-\u2069]/g, "").trim();
  const match = /^(\d{1,4})[/\-.\s،,]+(\d{1,2})[/\-.\s،,]+(\d{1,2})$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const full = year < 100 ? year + (jalaliOn() ? 1400 : 2000) : year;
  return dayFrom({ year: full, month, day });
}

/** Text of which no day can be read, in the place of one: nothing takes it for a day, and nothing of it is lost. */
export const noDay = (text: string) => `?${text}`;
export const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value);

const named = (iso: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(`${preferences.get().language === "fa" ? "fa-IR" : "en-GB"}-u-ca-${jalaliOn() ? "persian" : "gregory"}-nu-latn`, { timeZone: "UTC", ...options }).format(new Date(`${iso}T12:00:00Z`));

/** آبان ۱۴۰۵ */
export const monthName = (iso: string) => `${named(iso, { month: "long" })} ${inDigits(String(dayParts(iso).year))}`;
/** شنبه ۳۰ آبان */
export const dayName = (iso: string) => inDigits(`${named(iso, { weekday: "long" })} ${dayParts(iso).day} ${named(iso, { month: "long" })}`);
/** ش, or Sat. */
export const weekdayName = (iso: string) => named(iso, { weekday: preferences.get().language === "fa" ? "narrow" : "short" });

/** The first and last day of the month that holds the day. */
export function monthOf(iso: string): { first: string; days: number } {
  const own = toCalendar(parseDate(iso), calendar());
  const first = own.set({ day: 1 });
  return { first: toCalendar(first, new GregorianCalendar()).toString(), days: own.calendar.getDaysInMonth(own) };
}
