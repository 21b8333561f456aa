import { IconTags } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useT } from "@/lib/i18n";
import { Problem } from "@/lib/api/client";
import { useMoney } from "@/lib/money";
import { MoneyField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { setPrice, usePrices, type ProductPrice } from "./queries";

/** What groups of customers pay for one product: the percentage of their level, or a price typed here. */
export function Prices({ id, writable }: { id: string; writable: boolean }) {
  const t = useT();
  const prices = usePrices(id);
  if (prices.length === 0) return null;
  return (
    <section className="products-moves" aria-label={t("level.prices")}>
      <h3 className="row">
        <IconTags size={16} stroke={1.75} aria-hidden="true" />
        {t("level.prices")}
      </h3>
      {prices.map((price) => (
        <Price key={`${price.id} ${price.own ?? ""}`} product={id} level={price} writable={writable} />
      ))}
    </section>
  );
}

/** It is kept when one leaves the field or presses Enter. */
function Price({ product, level, writable }: { product: string; level: ProductPrice; writable: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const money = useMoney();
  const [value, setValue] = useState<number | null>(level.own ?? null);
  const [error, setError] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const save = async () => {
    if (form.current?.querySelector("input")?.validity.customError) return;
    if (value === (level.own ?? null)) return;
    try {
      await setPrice(product, level.id, value);
      await client.invalidateQueries({ queryKey: ["level_prices", product] });
      toast(t("app.saved"));
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setError(refusal.errors[0]?.detail ?? refusal.message);
    }
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => (event.preventDefault(), void save())}>
      <MoneyField
        label={t("level.price_of", { Name: level.name })}
        optional
        name={`price ${level.id}`}
        disabled={!writable}
        onBlur={() => void save()}
        value={value}
        onChange={(next) => (setValue(next), setError(undefined))}
        error={error}
        hint={level.own === undefined ? t("level.price_hint", { Price: money.format(level.price) }) : undefined}
      />
    </form>
  );
}
