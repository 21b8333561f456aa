import { useActions, type Action } from "@/lib/actions";
import type { Product } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { Kbd } from "@/ui/Kbd";
import { Money } from "@/ui/Num";
import { useQuickGoods } from "./queries";

/** A name of whole words that fits on a key; the whole is in its title. */
export function shortened(name: string, most = 24): string {
  if (name.length <= most) return name;
  const cut = name.slice(0, most).replace(/\s+\S*$/, "");
  return `${(cut || name.slice(0, most)).replace(/[\s،,–-]+$/, "")}…`;
}

/** Alt and a digit ring up one of nine goods without looking for it. */
export function QuickKeys({ onAdd, off }: { onAdd: (product: Product) => void; off: boolean }) {
  const t = useT();
  const goods = useQuickGoods().data?.items ?? [];
  const actions = goods.map((product, index): Action => ({ id: `counter.quick.${index + 1}`, label: "counter.quick_key", keys: [`Alt+${index + 1}`], run: () => onAdd(product), silent: index > 0 }));
  useActions(actions, { off, title: "counter.quick" });
  if (goods.length === 0) return null;
  return (
    <div className="counter-quick">
      <div className="row between">
        <h2 className="h2">{t("counter.quick")}</h2>
        <span className="row xs mut">
          <Kbd keys="Alt" /> {t("counter.quick_hint")}
        </span>
      </div>
      <div className="counter-keys">
        {goods.map((product, index) => (
          <button key={product.id} type="button" className="counter-key" title={product.name} aria-keyshortcuts={`Alt+${index + 1}`} onClick={() => onAdd(product)} tabIndex={-1}>
            <span className="counter-key-top">
              {product.price === 0 ? "–" : <Money rial={product.price} />}
              <Kbd keys={String(index + 1)} />
            </span>
            <span className="counter-key-name" dir="auto">
              {shortened(product.name)}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}
