/* eslint-disable jsx-a11y/no-autofocus -- it opens by a key of the seller, who goes on typing */
import { IconDiscount2 } from "@tabler/icons-react";
import { useLayoutEffect, useRef, useState } from "react";
import { useActions } from "@/lib/actions";
import { Problem } from "@/lib/api/client";
import type { Discount } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { plainMoney, useMoney, type Unit } from "@/lib/money";
import { useStaff } from "@/lib/session";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { Bdi, Percent } from "@/ui/Num";
import { MoneyField, NumericField } from "@/ui/NumericField";
import { Notice } from "@/ui/Panel";
import { useLenders } from "@/features/staff/lending";
import { chosenLine, step, type Basket } from "./basket";
import { tryQuote } from "./queries";

type Kind = "amount" | "percent";
interface Typed {
  kind: Kind;
  amount: number | null;
  percent: string;
}

const typedOf = (discount: Discount | undefined, first: Kind): Typed => ({
  kind: discount?.percent ? "percent" : discount ? "amount" : first,
  amount: discount?.amount ?? null,
  percent: discount?.percent ?? "",
});

const discountOf = ({ kind, amount, percent }: Typed): Discount | undefined => {
  if (kind === "percent") return percent && percent !== "0" ? { percent } : undefined;
  return amount ? { amount } : undefined;
};

/** The two fields stand for whatever of them the server refuses: the amount, the percentage, or what it comes to. */
const atFields = ({ status, code, message, errors }: Problem) =>
  new Problem(status, code, message, errors.map((one) => ({ ...one, field: one.field.replace(/^lines\[\d+\]\.(discount|price).*$/, "line").replace(/^discount.*$/, "whole") })));

interface Props {
  basket: Basket;
  onDone: (line: Discount | undefined, whole: Discount | undefined) => void;
  onClose: () => void;
}

/** F8: what is taken off the chosen line and off the whole, as an amount or a percentage. Asked of the server before it counts. */
export function DiscountPanel({ basket, onDone, onClose }: Props) {
  const t = useT();
  const limit = useStaff()?.discount_limit ?? 0;
  const lends = useLenders();
  const [line] = useState(() => chosenLine(basket));
  const save = async ({ line: own, whole }: { line: Typed; whole: Typed }) => {
    let next = step(basket, { type: "discount", discount: discountOf(whole) });
    if (line) next = step(next, { type: "line_discount", product_id: line.product_id, discount: discountOf(own) });
    try {
      await tryQuote(next, lends);
    } catch (refusal) {
      throw refusal instanceof Problem ? atFields(refusal) : refusal;
    }
    onDone(discountOf(own), discountOf(whole));
  };
  const form = useForm({ line: typedOf(line?.discount, "percent"), whole: typedOf(basket.discount, "percent") }, save);
  useActions([{ id: "counter.discount.close", label: "app.back", keys: ["Escape", "F8"], run: onClose }], { title: "counter.discount" });
  return (
    <form ref={form.ref} className="counter-discount" aria-label={t("counter.discount")} noValidate onSubmit={(event) => void form.submit(event)}>
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      <div className="counter-discount-fields">
        {line && (
          <Part
            label={t("counter.discount_line")}
            of={<Bdi>{line.name}</Bdi>}
            name="line"
            value={form.values.line}
            onChange={(value) => form.set("line", value)}
            error={form.errors["line"]}
            autoFocus
          />
        )}
        <Part
          label={t("counter.discount_whole")}
          of={t("counter.line_count", { Count: basket.lines.length })}
          name="whole"
          value={form.values.whole}
          onChange={(value) => form.set("whole", value)}
          error={form.errors["whole"]}
          autoFocus={!line}
        />
      </div>
      <div className="row">
        {limit < 100 && (
          <span className="xs mut">
            {t("counter.discount_limit")} <Percent>{limit}</Percent>
          </span>
        )}
        <span className="grow" />
        <Button kind="ghost" keys="Escape" onClick={onClose} tabIndex={-1}>
          {t("app.back")}
        </Button>
        <Button kind="primary" type="submit" icon={IconDiscount2} keys="Enter" disabled={form.busy}>
          {t("counter.discount_take")}
        </Button>
      </div>
    </form>
  );
}

/** What "%" means: after digits, that they are a percentage; before them, the other kind. */
function signed(value: Typed, { selectionStart, selectionEnd, value: text }: Pick<HTMLInputElement, "selectionStart" | "selectionEnd" | "value">, unit: Unit): Typed {
  const replaced = selectionStart === 0 && selectionEnd === text.length;
  if (replaced) return { ...value, kind: value.kind === "percent" ? "amount" : "percent" };
  return value.kind === "percent" || value.amount === null ? { ...value, kind: "percent" } : { ...value, kind: "percent", percent: plainMoney(value.amount, unit) };
}

interface PartProps {
  label: string;
  of: React.ReactNode;
  name: string;
  value: Typed;
  onChange: (value: Typed) => void;
  error: string | undefined;
  autoFocus: boolean;
}

function Part({ label, of, name, value, onChange, error, autoFocus }: PartProps) {
  const t = useT();
  const money = useMoney();
  const kinds = [
    { value: "percent" as const, label: t("counter.percent") },
    { value: "amount" as const, label: money.name },
  ];
  const shared = { label, name, error, autoFocus };
  // The other kind is another field: after "%" the digits go on into it.
  const box = useRef<HTMLDivElement>(null);
  const byKey = useRef(false);
  useLayoutEffect(() => {
    if (byKey.current) box.current?.querySelector("input")?.focus();
    byKey.current = false;
  }, [value.kind]);
  return (
    // "%" is heard whichever kind is on.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className="counter-discount-part"
      onKeyDown={(event) => {
        if (event.key !== "%" && event.key !== "٪") return;
        event.preventDefault();
        if (!(event.target instanceof HTMLInputElement)) return;
        const next = signed(value, event.target, money.unit);
        byKey.current = next.kind !== value.kind;
        onChange(next);
      }}
    >
      <div className="xs mut ell">{of}</div>
      {value.kind === "percent" ? (
        <NumericField key="percent" {...shared} decimals={2} suffix={t("counter.percent_sign")} value={value.percent} onChange={(percent) => onChange({ ...value, percent })} />
      ) : (
        <MoneyField key="amount" {...shared} value={value.amount} onChange={(amount) => onChange({ ...value, amount })} />
      )}
      <Segments label={t("counter.discount_kind")} quiet value={value.kind} options={kinds} onChange={(kind) => onChange({ ...value, kind })} />
    </div>
  );
}
