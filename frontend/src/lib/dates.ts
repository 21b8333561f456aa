import { inDigits } from "./i18n";
import { preferences } from "./prefs";

/** The shop's clock. Iran has one zone, without summer time since 2022. */
export const zone = "Asia/Tehran";

export function jalaliOn(): boolean {
  const { calendar, language } = preferences.get();
  return calendar === "auto" ? language === "fa" : calendar === "jalali";
}

/** Making one takes longer than a row of a list may. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions) {
  const { language } = preferences.get();
  const calendar = jalaliOn() ? "persian" : "gregory";
  const locale = language === "fa" ? "fa-IR" : "en-GB";
  const tag = `${locale}-u-ca-${calendar}-nu-latn`;
  const key = tag + JSON.stringify(options);
  let own = made.get(key);
  if (!own) made.set(key, (own = new Intl.DateTimeFormat(tag, { timeZone: zone, ...options })));
  return own;
}

const parts = (date: Date, options: Intl.DateTimeFormatOptions) =>
  Object.fromEntries(formatter(options).formatToParts(date).map((part) => [part.type, part.value]));

const pad = (text: string | undefined) => (text ?? "").padStart(2, "0");

/** 1405/08/30, or 2026-11-21 in the Gregorian calendar. */
export function formatDate(time: string | Date): string {
  const { year, month, day } = parts(new Date(time), { year: "numeric", month: "numeric", day: "numeric" });
  return inDigits([year, pad(month), pad(day)].join(jalaliOn() ? "/" : "-"));
}

/** 16:21 on the shop's clock. */
export function formatTime(time: string | Date): string {
  const { hour, minute } = parts(new Date(time), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return inDigits(`${pad(hour)}:${pad(minute)}`);
}

/** Both, day first. Put it into <Num> so that it stays in this order inside Persian text. */
export const formatDateTime = (time: string | Date) => `${formatDate(time)} ${formatTime(time)}`;

/** شنبه ۳۰ آبان ۱۴۰۵ · Sat 21 Nov 2026. */
export function formatDay(time: string | Date): string {
  const persian = preferences.get().language === "fa";
  const { weekday, day, month, year } = parts(new Date(time), {
    weekday: persian ? "long" : "short",
    day: "numeric",
    month: persian || jalaliOn() ? "long" : "short",
    year: "numeric",
  });
  return inDigits([weekday, day, month, year].join(" "));
}

/** Made once: every row of a list asks for a day. */
const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: zone });

/** The day of a moment on the shop's clock as the API takes it (YYYY-MM-DD, Gregorian). */
export function isoDay(time: string | Date = new Date()): string {
  return swedish.format(new Date(time));
}
