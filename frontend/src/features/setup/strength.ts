import { fold } from "@/lib/persian";

/** The server refuses shorter ones; the hint says so while typing. */
export const shortestPassword = 10;

/** A hint, not a judgement: the server decides, with its list of common passwords. */
export function strength(password: string, names: readonly string[] = []): "short" | "weak" | "fair" | "good" {
  const signs = [...password];
  if (signs.length < shortestPassword) return "short";
  const plain = fold(password).replaceAll(" ", "");
  const known = names.map((name) => fold(name).replaceAll(" ", "")).some((name) => name.length >= 3 && plain.includes(name) && plain.length - name.length < 6);
  const step = (at: number) => (signs[at]?.codePointAt(0) ?? 0) - (signs[at - 1]?.codePointAt(0) ?? 0);
  const runs = signs.filter((_, at) => at > 0 && [0, 1, -1].includes(step(at))).length;
  if (known || /^\d+$/.test(plain) || new Set(signs).size < 5 || runs > signs.length / 2) return "weak";
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Lo}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  return signs.length >= 15 || (signs.length >= 12 && kinds >= 3) ? "good" : "fair";
}
