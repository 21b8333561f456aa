import { inDigits, persianDigitsOn } from "./i18n";
import { latinDigits } from "./persian";

/** The typographic minus: a hyphen is too short beside Persian digits and may break a line. */
export const minus = "−";

/** Groups the digits of a plain decimal text by three and writes them in the person's digits. */
export function formatDecimal(plain: string): string {
  const negative = plain.startsWith("-");
  const [whole = "0", fraction] = (negative ? plain.slice(1) : plain).split(".");
  const persian = persianDigitsOn();
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, persian ? "٬" : ",");
  const text = fraction ? `${groups}${persian ? "٫" : "."}${fraction}` : groups;
  return inDigits((negative ? minus : "") + text);
}

/** A whole number, grouped. */
export const formatNumber = (value: number) => formatDecimal(String(Math.trunc(value)));

/** A quantity as the API sends it ("12.500"), without idle zeros. */
export function formatQuantity(quantity: string): string {
  return formatDecimal(quantity.includes(".") ? quantity.replace(/\.?0+$/, "") : quantity);
}

/** Percent as read in Persian: number, direction mark, sign, so that the sign stands on its left. */
export function formatPercent(value: number | string): string {
  const number = formatDecimal(String(value));
  return persianDigitsOn() ? `${number}\u200F٪` : `${number}%`;
}

/** Between the groups of three that people write; never a decimal mark. */
const separators = ",٬،' \u00A0\u2009\u202F";
const edges = /^[\s\u200B\u200C\u200E\u200F\u061C\u202A-\u202C\u2066-\u2069\uFEFF]+|[\s\u200B\u200C\u200E\u200F\u061C\u202A-\u202C\u2066-\u2069\uFEFF]+$/g;

/**
 * Reads a number typed in any digits into plain decimal text ("-1234.5"), or null; as the server does (internal/money).
 * A dot and the Persian decimal mark start the fraction, a slash too where the digits are Persian (۱۲/۵). Separators must
 * part groups of three: "1,5" is nothing, never 15.
 */
export function readDecimal(typed: string, decimals: number): string | null {
  let text = typed.replace(edges, "");
  const sign = /^[-−–+]/.exec(text)?.[0] ?? "";
  text = text.slice(sign.length).replace(edges, "");
  if (/[۰-۹٠-٩]/.test(text)) text = text.replaceAll("/", ".");
  text = latinDigits(text).replaceAll("٫", ".");
  const match = new RegExp(`^(\\d*|\\d{1,3}(?:[${separators}]\\d{3})+)(?:\\.(\\d+))?$`).exec(text);
  if (!match) return null;
  const whole = (match[1] ?? "").replace(/\D/g, "");
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (whole === "" && match[2] === undefined) return null;
  if (fraction.length > decimals || whole.length > 15) return null;
  const plain = (whole.replace(/^0+(?=\d)/, "") || "0") + (fraction ? `.${fraction}` : "");
  return /[-−–]/.test(sign) && plain !== "0" ? `-${plain}` : plain;
}

/** Reads a quantity (three decimals at most) into the API's decimal text, or null. */
export const readQuantity = (typed: string) => readDecimal(typed, 3);

/** A code, phone or number of a document: digits as the person reads them, never grouped. */
export const formatCode = inDigits;

/** 09123456789 or +989123456789 as it is read aloud: 0912 345 6789. Other numbers stay as they are. */
export function formatPhone(phone: string): string {
  const local = latinDigits(phone).replace(/^(?:\+|00)98/, "0");
  const mobile = /^(09\d\d)(\d{3})(\d{4})$/.exec(local);
  if (mobile) return inDigits(`${mobile[1]} ${mobile[2]} ${mobile[3]}`);
  const fixed = /^(0[1-8]\d)(\d{4})(\d{4})$/.exec(local);
  return inDigits(fixed ? `${fixed[1]} ${fixed[2]} ${fixed[3]}` : local);
}
