import { IconAlertCircle, IconArrowBackUp, IconArrowRight, IconShieldQuestion, IconTag } from "@tabler/icons-react";
import type { Ref } from "react";
import type { Problem } from "@/lib/api/client";
import { useT } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { Bdi, Money, Num } from "@/ui/Num";
import { askedPrice, type Basket, type Question } from "./basket";

interface AskProps {
  questions: readonly Question[];
  onTake: (which: "new" | "old") => void;
  ref: Ref<HTMLButtonElement>;
}

/** A price was corrected elsewhere while the thing lay on this counter: the seller decides which one counts. */
export function Ask({ questions, onTake, ref }: AskProps) {
  const t = useT();
  const [first] = questions;
  if (!first) return null;
  return (
    <div className="counter-strip needs" role="group" aria-label={t("counter.price_asked")}>
      <IconTag size={18} stroke={1.75} aria-hidden="true" />
      <div className="grow" role="alert">
        <span className="ell">
          {t("counter.price_changed", { Name: `\u2068${first.line.name}\u2069` })}
          {questions.length > 1 && <span className="xs"> {t("counter.price_more", { Count: questions.length - 1 })}</span>}
        </span>
        <span className="counter-strip-prices">
          <s>
            <Money rial={askedPrice(first.line)} />
          </s>
          <IconArrowRight size={15} stroke={2} className="mir" aria-label={t("counter.became")} />
          <b>
            <Money rial={first.now} unit />
          </b>
        </span>
      </div>
      <Button ref={ref} kind="primary" keys="Enter" onClick={() => onTake("new")}>
        {t("counter.take_new")}
      </Button>
      <Button keys="F7" onClick={() => onTake("old")}>
        {t("counter.keep_old")}
      </Button>
    </div>
  );
}

export interface Undoing {
  text: string;
  run: () => void;
}

/** What was just taken away, and the way back. It stands in the sheet: nothing of the counter is covered. */
export function UndoStrip({ text, run }: Undoing) {
  const t = useT();
  return (
    <div className="counter-strip undo" role="status">
      <span className="grow">{text}</span>
      <Button icon={IconArrowBackUp} mirrored keys="Ctrl+Z" onClick={run} tabIndex={-1}>
        {t("counter.undo")}
      </Button>
    </div>
  );
}

/** What a colleague has to allow when it is paid. */
export function Leave({ why }: { why: string }) {
  const t = useT();
  return (
    <div className="counter-strip needs" role="status">
      <IconShieldQuestion size={18} stroke={1.75} aria-hidden="true" />
      <span className="sm">
        {why} {t("approval.at_pay")}
      </span>
    </div>
  );
}

/** The line whose own price is refused. */
export function priceRefused(problem: Problem | null, basket: Basket) {
  const row = problem?.errors.map(({ field }) => /^lines\[(\d+)\]\.price$/.exec(field)?.[1]).find(Boolean);
  const line = row === undefined ? undefined : basket.lines[Number(row)];
  return line?.price === undefined ? undefined : line;
}

const lineField = /^lines\[(\d+)\]/;

/** What the server refuses in the basket as it stands, and which line it means. */
export function Trouble({ problem, basket, onListPrice, ref }: { problem: Problem; basket: Basket; onListPrice: (product_id: string) => void; ref: Ref<HTMLButtonElement> }) {
  const t = useT();
  const [first] = problem.errors;
  const row = lineField.exec(first?.field ?? "")?.[1];
  const line = row === undefined ? undefined : basket.lines[Number(row)];
  const refused = priceRefused(problem, basket);
  return (
    <div className="counter-strip wrong" role="alert">
      <IconAlertCircle size={18} stroke={1.75} aria-hidden="true" />
      <div className="grow">
        {line && (
          <b>
            <Num>{Number(row) + 1}</Num> · <Bdi>{line.name}</Bdi>:{" "}
          </b>
        )}
        {first?.detail ?? problem.message}
      </div>
      {refused && (
        <Button ref={ref} kind="primary" keys="Enter" onClick={() => onListPrice(refused.product_id)}>
          {t("counter.list_price")}
        </Button>
      )}
    </div>
  );
}
