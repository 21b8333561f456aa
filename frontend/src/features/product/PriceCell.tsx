import { useState, type KeyboardEvent } from "react";
import { Problem } from "@/lib/api/client";
import type { Product } from "@/lib/api/types";
import { t } from "@/lib/i18n";
import { formatMoney } from "@/lib/money";
import { Money } from "@/ui/Num";
import { MoneyField } from "@/ui/NumericField";
import { refused, toast } from "@/ui/Toast";
import { changeProduct } from "./queries";

interface Props {
  product: Product;
  editing: boolean;
  /** Null when the person may not. */
  onEdit: (() => void) | null;
  onDone: () => void;
}

/** The price in its row; a click or F6 turns it into a field. Enter keeps, Escape lets go, and there is a way back. */
export function PriceCell({ product, editing, onEdit, onDone }: Props) {
  if (editing) return <Editor product={product} onDone={onDone} />;
  if (!onEdit) return <Money rial={product.price} />;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="products-cell"
      title={t("product.edit_price")}
      onClick={(event) => {
        event.stopPropagation();
        onEdit();
      }}
    >
      <Money rial={product.price} />
    </button>
  );
}

async function setPrice(id: string, price: number) {
  await changeProduct(id, { price });
}

function Editor({ product, onDone }: { product: Product; onDone: () => void }) {
  const [price, setPriceTyped] = useState<number | null>(product.price);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const before = product.price;
  const keep = async () => {
    if (busy) return;
    if (price === null) return setError(t("error.price"));
    if (price === before) return onDone();
    setBusy(true);
    try {
      await setPrice(product.id, price);
      toast(t("product.price_set", { Name: product.name, Price: formatMoney(price) }), {
        undo: { label: t("app.undo"), run: () => void setPrice(product.id, before).catch(refused) },
      });
      onDone();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setError(refusal.errors[0]?.detail ?? refusal.message);
      toast(refusal.errors[0]?.detail ?? refusal.message, { kind: "wrong" });
    } finally {
      setBusy(false);
    }
  };
  const press = (event: KeyboardEvent) => {
    if (/Enter$/.test(event.code)) void keep();
    else if (event.code === "Escape") onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // The keys belong to the field inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="products-edit" onKeyDown={press} onClick={(event) => event.stopPropagation()}>
      {/* eslint-disable-next-line jsx-a11y/no-autofocus -- it appears because it was asked for */}
      <MoneyField label={<span className="sr">{t("product.price_of", { Name: product.name })}</span>} value={price} onChange={(next) => (setPriceTyped(next), setError(undefined))} error={error} autoFocus onBlur={() => void (price === null ? onDone() : keep())} />
    </div>
  );
}
