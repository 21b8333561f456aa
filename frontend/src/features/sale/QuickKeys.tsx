import { useEffect, useRef } from "react";
import { useCategories } from "@/features/product/queries";
import { useActions, type Action } from "@/lib/actions";
import type { Product } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { createStore, useStore } from "@/lib/store";
import { Kbd } from "@/ui/Kbd";
import { Money } from "@/ui/Num";
import { useQuickGoods } from "./queries";

/** A name of whole words that fits on a key; the whole is in its title. */
export function shortened(name: string, most = 24): string {
  if (name.length <= most) return name;
  const cut = name.slice(0, most).replace(/\s+\S*$/, "");
  return `${(cut || name.slice(0, most)).replace(/[\s،,–-]+$/, "")}…`;
}

/** More would be no quick way any longer. */
const mostCategories = 12;

/** The category that was chosen last: the counter comes back to it. */
const last = createStore("");

/** Alt and a digit ring up one of nine goods without looking for it; Alt and 0 is the next category. */
export function QuickKeys({ onAdd, off }: { onAdd: (product: Product) => void; off: boolean }) {
  const t = useT();
  const categories = useCategories().slice(0, mostCategories).map(({ value }) => value);
  const chosen = useStore(last);
  const category = categories.includes(chosen) ? chosen : "";
  const goods = useQuickGoods(category).data?.items ?? [];
  const all = ["", ...categories];
  const choose = (value: string) => last.set(value);
  const turn = (by: number) => choose(all[(all.indexOf(category) + by + all.length) % all.length] ?? "");
  const chips = useRef<HTMLDivElement>(null);
  useEffect(() => {
    chips.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [category]);
  const actions = goods.map((product, index): Action => ({ id: `counter.quick.${index + 1}`, label: "counter.quick_key", keys: [`Alt+${index + 1}`], told: [`Alt+1…${goods.length}`], run: () => onAdd(product), silent: index > 0 }));
  const turns: Action[] = [
    { id: "counter.quick.next", label: "counter.quick_next", keys: ["Alt+0"], run: () => turn(1) },
    { id: "counter.quick.before", label: "counter.quick_before", keys: ["Shift+Alt+0"], run: () => turn(-1), silent: true },
  ];
  useActions([...actions, ...(categories.length > 0 ? turns : [])], { off, title: "counter.quick" });
  if (goods.length === 0) return null;
  return (
    <div className="counter-quick">
      <div className="row between">
        <h2 className="h2">{t("counter.quick")}</h2>
        <span className="row xs mut">
          <Kbd keys="Alt" /> {t("counter.quick_hint")}
          {categories.length > 0 && (
            <>
              <Kbd keys="Alt+0" /> {t("counter.quick_category")}
            </>
          )}
        </span>
      </div>
      {categories.length > 0 && (
        <div ref={chips} className="counter-categories" role="group" aria-label={t("counter.quick_categories")}>
          {all.map((value) => (
            <button key={value} type="button" className="chip" aria-pressed={value === category} onClick={() => choose(value)} tabIndex={value === category ? 0 : -1}>
              {value === "" ? t("counter.quick_all") : <bdi>{value}</bdi>}
            </button>
          ))}
        </div>
      )}
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
