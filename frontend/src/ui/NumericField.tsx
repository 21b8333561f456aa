import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEventHandler, type Ref } from "react";
import { useUnreadable } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { plainMoney, readMoney, useMoney } from "@/lib/money";
import { formatDecimal, readDecimal } from "@/lib/numbers";
import { latinDigits } from "@/lib/persian";
import { Field, type FieldProps } from "./Field";

interface Props extends FieldProps {
  /** Plain decimal text with Latin digits, or empty, also while the text can't be read: then the form is refused here. */
  value: string;
  onChange: (value: string) => void;
  decimals: number;
  name?: string;
  /** The unit, inside the box. */
  suffix?: string;
  negative?: boolean;
  /** The largest that can be; without it what the books can hold. */
  most?: number;
  disabled?: boolean;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onKeyDown?: KeyboardEventHandler<HTMLInputElement>;
  onFocus?: () => void;
  onBlur?: () => void;
  "aria-label"?: string;
}

const grouping = /[\s\u200C\u200E\u200F\u00A0٬،,_]/g;
const clean = (typed: string) => latinDigits(typed).replace(grouping, "").replace(/[−–]/g, "-").replace(/[٫/]/g, ".");

/** What stands in the box while typing: grouped, with the half-typed fraction kept. */
function dress(plain: string): string {
  const [whole = "", fraction] = plain.split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = whole.replace("-", "").replace(/^0+(?=\d)/, "");
  const head = digits === "" ? (fraction === undefined ? "" : formatDecimal("0")) : formatDecimal(digits);
  if (fraction === undefined) return (sign ? "−" : "") + head;
  const tail = formatDecimal(`0.${fraction || "0"}`);
  const mark = tail.replace(/^.*?([.٫]).*$/, "$1");
  return `${sign ? "−" : ""}${head}${mark}${fraction === "" ? "" : tail.slice(tail.indexOf(mark) + 1)}`;
}

const significant = (text: string) => clean(text).length;
const separator = /[,٬،']/;
/** As the books: 9×10¹⁵ of the smallest part. */
const largest = (decimals: number) => 9e15 / 10 ** decimals;
const longest = 30;

/**
 * A number typed in any digits and shown grouped in the person's own; the caret keeps its place. Separators are ours to
 * put; one that is typed holds the text as it stands until it makes sense, so that "1,5" is never taken for 15. A number
 * that can't be (below nothing, too large, too fine) stays as it was typed, says so and is refused, so that no other
 * number comes of it; letters change nothing, the selection neither.
 */
export function NumericField({ label, hint, error, optional, className, value, onChange, decimals, suffix, negative = false, most = largest(decimals), inputRef, onFocus, onBlur, ...rest }: Props) {
  const t = useT();
  const [typed, setTyped] = useState(value);
  const [held, setHeld] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const own = useRef<HTMLInputElement | null>(null);
  const caret = useRef<number | null>(null);
  /** Is this a number, were it not for its size? What stands there before the fraction comes ("12.") counts as if it had ended. */
  const within = (number: string) => (negative || !number.startsWith("-")) && Math.abs(Number(number)) <= most;
  const read = (text: string) => {
    const number = readDecimal(text.replace(/[.٫]$/, ""), decimals);
    return number !== null && within(number) ? number : "";
  };
  const none = value === "" || value === "0"; // where nothing is handed on, some take it for zero
  const unread = none && (held !== null || (typed !== "" && read(typed) === ""));
  const plain = unread || read(typed) === value ? typed : value;
  const shown = unread && held !== null ? held : dress(plain);
  const why = !unread ? "" : t(held === null && /\d/.test(typed) && !within(typed) ? "error.out_of_range" : "error.invalid_number");
  const half = held !== null ? /^[^-−–]*[,٬،']\d{0,3}$/.test(latinDigits(held)) : !/\d/.test(typed);
  const wrong = why && (left || !half) ? why : error;

  useUnreadable(own, why);
  const selected = useRef<[number | null, number | null]>([null, null]);
  useEffect(() => {
    const input = own.current;
    const note = () => input && (selected.current = [input.selectionStart, input.selectionEnd]);
    input?.addEventListener("beforeinput", note);
    return () => input?.removeEventListener("beforeinput", note);
  }, []);

  useLayoutEffect(() => {
    const input = own.current;
    if (caret.current === null || !input || document.activeElement !== input) return;
    let at = 0;
    while (at < shown.length && significant(shown.slice(0, at)) < caret.current) at++;
    input.setSelectionRange(at, at);
    caret.current = null;
  });

  const change = (input: HTMLInputElement, entered: string | null | undefined) => {
    const next = clean(input.value);
    if (/[^\d.-]/.test(next) || next.length > longest) {
      input.value = shown; // what does not belong here leaves no trace
      input.setSelectionRange(...selected.current);
      return;
    }
    const theirs = held !== null || entered === undefined || separator.test(entered ?? "");
    if (!/^-?\d*(\.\d*)?$/.test(next) || (theirs && separator.test(input.value) && readDecimal(input.value, 15) === null)) {
      setHeld(input.value);
      setTyped("");
      onChange("");
      return;
    }
    setHeld(null);
    caret.current = significant(input.value.slice(0, input.selectionStart ?? input.value.length));
    setTyped(next);
    onChange(read(next));
  };

  return (
    <Field {...{ label, hint, error: wrong, optional, className }}>
      {(wired) => (
        <div className={wrong ? "input bad" : "input"}>
          <input
            {...rest}
            {...wired}
            ref={(node) => {
              own.current = node;
              if (typeof inputRef === "function") inputRef(node);
              else if (inputRef) inputRef.current = node;
            }}
            type="text"
            inputMode={decimals > 0 ? "decimal" : "numeric"}
            autoComplete="off"
            dir="ltr"
            data-number=""
            value={shown}
            onChange={(event) => {
              const { inputType, data } = event.nativeEvent as InputEvent;
              change(event.currentTarget, inputType === "insertFromPaste" ? undefined : data);
            }}
            onFocus={(event) => {
              setLeft(false);
              event.currentTarget.select();
              onFocus?.();
            }}
            onBlur={() => {
              setLeft(true);
              onBlur?.();
            }}
            onInvalid={() => setLeft(true)}
          />
          {suffix && <span className="unit">{suffix}</span>}
        </div>
      )}
    </Field>
  );
}

type Amount = Omit<Props, "value" | "onChange" | "decimals" | "suffix">;

/** Rial in and out; typed and shown in the shop's unit. Null while it holds no amount. */
export function MoneyField({ value, onChange, ...rest }: Amount & { value: number | null; onChange: (rial: number | null) => void }) {
  const money = useMoney();
  return (
    <NumericField
      {...rest}
      decimals={money.unit === "toman" ? 1 : 0}
      suffix={money.name}
      value={value === null ? "" : plainMoney(value, money.unit)}
      onChange={(plain) => onChange(readMoney(plain, money.unit))}
    />
  );
}

/** The API's decimal text in and out, three decimals at most. */
export const QuantityField = (props: Omit<Props, "decimals">) => <NumericField {...props} decimals={3} />;
