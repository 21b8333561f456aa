import type { ReactNode } from "react";
import { formatDate, formatDateTime, formatDay, formatTime } from "@/lib/dates";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { formatCode, formatDecimal, formatPercent, formatPhone, formatQuantity } from "@/lib/numbers";

/** Anything that must keep its own order inside the other direction: goods' and people's names as typed. */
export const Bdi = ({ children }: { children: ReactNode }) => <bdi dir="auto">{children}</bdi>;

/** A number, code or time: isolated, left to right. Texts are written in the person's digits, numbers also grouped. */
export function Num({ children }: { children: string | number }) {
  useT();
  return <bdi className="n">{typeof children === "number" ? formatDecimal(String(children)) : formatCode(children)}</bdi>;
}

/** A serial as it stands on the thing: left to right, in its own digits. */
export const Serial = ({ children }: { children: string }) => <bdi className="n">{children}</bdi>;

/** An amount of rial in the shop's unit; `unit` also names it. */
export function Money({ rial, unit = false }: { rial: number; unit?: boolean }) {
  const money = useMoney();
  return (
    <>
      <bdi className="n">{money.format(rial)}</bdi>
      {unit && <span className="unit"> {money.name}</span>}
    </>
  );
}

/** A quantity of the API; `column` reserves room for the fraction so that decimal marks stand below each other. */
export function Quantity({ children, column = false }: { children: string; column?: boolean }) {
  useT();
  const text = formatQuantity(children);
  const at = text.search(/[.٫]/);
  if (!column) return <bdi className="n">{text}</bdi>;
  if (at < 0) return <bdi className="n whole">{text}</bdi>;
  return (
    <bdi className="n">
      {text.slice(0, at)}
      <span className="frac">{text.slice(at)}</span>
    </bdi>
  );
}

export function Percent({ children }: { children: number | string }) {
  useT();
  return <bdi dir="rtl">{formatPercent(children)}</bdi>;
}

export function Phone({ children }: { children: string }) {
  useT();
  return <bdi className="n">{formatPhone(children)}</bdi>;
}

const forms = { date: formatDate, time: formatTime, both: formatDateTime };

/** A moment on the shop's clock in the person's calendar. "day" is words: Saturday 30 Aban 1405. */
export function When({ children, as = "date" }: { children: string | Date; as?: keyof typeof forms | "day" }) {
  useT();
  const iso = typeof children === "string" ? children : children.toISOString();
  if (as === "day") return <time dateTime={iso}>{formatDay(children)}</time>;
  return (
    <time dateTime={iso}>
      <bdi className="n">{forms[as](children)}</bdi>
    </time>
  );
}
