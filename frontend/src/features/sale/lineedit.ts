/** The quantity or price that is being typed into a line of the basket. */
import { useRef, useState } from "react";
import { useLenders } from "@/features/staff/lending";
import { Problem } from "@/lib/api/client";
import { useT } from "@/lib/i18n";
import { plainMoney, useMoney } from "@/lib/money";
import { readQuantity } from "@/lib/numbers";
import { askedPrice, step, thousandths, type Basket } from "./basket";
import { currentBasket, take } from "./counter";
import { readPrice, type Edit } from "./Lines";
import { tryQuote } from "./queries";

interface Options {
  basket: Basket;
  mayPrice: boolean;
  /** A quantity of nothing takes the line away. */
  onRemove: (product_id: string) => void;
  /** It was taken: the keys go on elsewhere. */
  onDone: () => void;
}

export function useLineEdit({ basket, mayPrice, onRemove, onDone }: Options) {
  const t = useT();
  const money = useMoney();
  const lends = useLenders();
  const [edit, setEdit] = useState<Edit | null>(null);
  /** Goods that were given for nothing on purpose. */
  const free = useRef(new Set<string>());

  const openEdit = (product_id: string, field: Edit["field"]) => {
    const line = basket.lines.find((one) => one.product_id === product_id);
    if (!line || (field === "price" && !mayPrice)) return;
    take({ type: "choose", product_id });
    setEdit({ product_id, field, text: field === "quantity" ? line.quantity : plainMoney(line.price ?? line.list_price, money.unit) });
  };

  const commit = async (of: Edit) => {
    if (of.field === "quantity") {
      const quantity = readQuantity(of.text);
      if (quantity === null || quantity.startsWith("-")) return setEdit({ ...of, wrong: t("error.invalid_quantity") });
      if (thousandths(quantity) === 0) onRemove(of.product_id);
      else take({ type: "quantity", product_id: of.product_id, quantity });
    } else {
      const price = readPrice(of.text, money.read);
      if (price === null || price < 0) return setEdit({ ...of, wrong: t("error.invalid_amount") });
      const next = { type: "price", product_id: of.product_id, price } as const;
      try {
        await tryQuote(step(currentBasket(), next), lends);
      } catch (cause) {
        if (!(cause instanceof Problem)) throw cause;
        return setEdit({ ...of, wrong: cause.errors[0]?.detail ?? cause.message });
      }
      take(next);
      if (price === 0) free.current.add(of.product_id);
    }
    setEdit(null);
    onDone();
  };

  return {
    edit,
    setEdit,
    openEdit,
    commit,
    /** The first line that costs nothing and was not given away. */
    unpriced: () => (mayPrice ? basket.lines.find((line) => askedPrice(line) === 0 && !free.current.has(line.product_id)) : undefined),
  };
}
