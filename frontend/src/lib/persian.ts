/** Digits, search folding and keyboard layouts. The Go side (internal/persian) follows the same rules. */

const persianDigits = "۰۱۲۳۴۵۶۷۸۹";

/** Persian and Arabic digits become 0–9; everything else stays. */
export function latinDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** 0–9 become ۰–۹; everything else stays. */
export function persianNumerals(text: string): string {
  return text.replace(/[0-9]/g, (digit) => persianDigits[Number(digit)] ?? digit);
}

const folds: Record<string, string> = {
  "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و",
};

/** The form in which texts are compared in a search: never shown, never stored. */
export function fold(text: string): string {
  return latinDigits(text.normalize("NFC"))
    .replace(/[يىئكةۀأإآٱؤ]/g, (letter) => folds[letter] ?? letter)
    .replace(/[\u0640\u064B-\u065F\u0670\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\u200C\u200B\u00A0\s]+/g, " ")
    .trim()
    .toLowerCase();
}

/** The plain and shifted sign of each key of the US layout, by its place on the keyboard. */
export const usKeys: Record<string, readonly [string, string]> = {
  Backquote: ["`", "~"], Digit1: ["1", "!"], Digit2: ["2", "@"], Digit3: ["3", "#"], Digit4: ["4", "$"], Digit5: ["5", "%"],
  Digit6: ["6", "^"], Digit7: ["7", "&"], Digit8: ["8", "*"], Digit9: ["9", "("], Digit0: ["0", ")"], Minus: ["-", "_"],
  Equal: ["=", "+"], BracketLeft: ["[", "{"], BracketRight: ["]", "}"], Backslash: ["\\", "|"], Semicolon: [";", ":"],
  Quote: ["'", '"'], Comma: [",", "<"], Period: [".", ">"], Slash: ["/", "?"], Space: [" ", " "],
  Numpad0: ["0", "0"], Numpad1: ["1", "1"], Numpad2: ["2", "2"], Numpad3: ["3", "3"], Numpad4: ["4", "4"], Numpad5: ["5", "5"],
  Numpad6: ["6", "6"], Numpad7: ["7", "7"], Numpad8: ["8", "8"], Numpad9: ["9", "9"], NumpadDecimal: [".", "."],
  NumpadSubtract: ["-", "-"], NumpadAdd: ["+", "+"], NumpadDivide: ["/", "/"], NumpadMultiply: ["*", "*"],
};
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") usKeys[`Key${letter}`] = [letter.toLowerCase(), letter];

// What the keys give under the standard Persian layout (ISIRI 9147), key by key.
const latinRow = "qwertyuiop[]asdfghjkl;'zxcvbnm,CH";
const persianRow = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپوژآ";
const toPersian = new Map([...latinRow].map((latin, at) => [latin, persianRow.charAt(at)]));
const toLatin = new Map([...persianRow].map((persian, at) => [persian, latinRow.charAt(at)]));
// The older layout of Windows has ئ where the standard has پ, and Arabic letters where it has Persian ones.
toLatin.set("ئ", "m").set("ي", "d").set("ك", ";");

/**
 * The same key presses under the other layout: "ghlm" typed for «لامپ» and back. Null when nothing in the text could
 * come from a wrong layout (digits and codes), so that a search need not be asked twice.
 */
export function otherLayout(text: string): string | null {
  const persian = /[\u0600-\u06FF]/.test(text);
  const map = persian ? toLatin : toPersian;
  let changed = false;
  const capsLock = !/[a-z]/.test(text);
  const result = [...(capsLock ? text.toLowerCase() : text)].map((sign) => {
    const other = map.get(sign) ?? map.get(sign.toLowerCase());
    if (other === undefined) return latinDigits(sign);
    changed = true;
    return other;
  });
  return changed ? result.join("") : null;
}
