import { IconAlertCircle, IconCircleCheck, IconPlus, IconScan } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { memo, useDeferredValue, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { Product } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { formatCode, readQuantity } from "@/lib/numbers";
import { useMay } from "@/lib/session";
import { Kbd } from "@/ui/Kbd";
import { Bdi, Money, Num, Quantity } from "@/ui/Num";
import { Skeleton } from "@/ui/Panel";
import { thousandths } from "./basket";
import { NewProduct } from "./NewProduct";
import { productsFound, useProducts } from "./queries";
import { QuickKeys } from "./QuickKeys";
import { Search, type Hit } from "./Search";
import { sound } from "./sound";

/** What was said last about a scan. */
export interface Heard {
  found: boolean;
  /** The product's name, or the code that nobody knows. */
  text: string;
}

interface Props {
  onAdd: (product: Product) => void;
  /** A number and * is how many of the chosen line. */
  onQuantity: (quantity: string) => void;
  /** Keys while nothing is typed belong to the basket. */
  onEmptyKey: (event: KeyboardEvent<HTMLInputElement>) => boolean;
  heard: Heard | null;
  /** Something is typed: what was heard before is history. */
  onTyping: () => void;
  off: boolean;
  ref: Ref<FinderHandle>;
}

export interface FinderHandle {
  focus(): void;
  clear(): void;
}

const timesKey = (event: KeyboardEvent) => event.key === "*" || event.code === "NumpadMultiply";

export function Finder({ onAdd, onQuantity, onEmptyKey, heard, onTyping, off, ref }: Props) {
  const t = useT();
  const client = useQueryClient();
  const mayMake = useMay("product_write");
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [making, setMaking] = useState<{ name: string; barcode: string } | null>(null);
  const q = typed.trim();
  // The box shows each key at once; what it finds may be drawn a moment later.
  const asked = useDeferredValue(q);
  const found = useProducts(asked);
  const items = q === "" ? [] : (found.data?.items ?? []);
  const none = q !== "" && asked === q && found.isSuccess && !found.isPlaceholderData && items.length === 0;
  const current = Math.min(at, Math.max(0, items.length - 1));

  const change = (next: string) => {
    setTyped(next);
    setAt(0);
    if (heard && next !== "") onTyping();
  };
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus(), clear: () => setTyped("") }), []);
  const add = (product: Product) => {
    change("");
    onAdd(product);
  };
  // The hits on screen may still be those of the letter before: what is added is what was typed.
  const enter = async () => {
    const place = current;
    const { items: hits } = await client.fetchQuery(productsFound(q));
    const hit = hits[Math.min(place, hits.length - 1)];
    if (hit) add(hit);
    else sound("missing");
  };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (typed === "") return onEmptyKey(event);
    const count = timesKey(event) ? readQuantity(typed) : null;
    if (count === null || thousandths(count) <= 0) return false;
    change("");
    onQuantity(count);
    return true;
  };

  const unknown = heard && !heard.found ? heard.text : "";
  const make = () => setMaking({ name: q, barcode: q === "" ? unknown : "" });
  const actions: Action[] = [{ id: "counter.new_product", label: "counter.new_product", keys: ["Insert"], icon: IconPlus, run: make, disabled: !mayMake }];
  useActions(mayMake ? actions : [], { off: off || making !== null, title: "counter.find" });

  if (making)
    return (
      <section className="panel counter-finder" aria-label={t("counter.new_product")}>
        <NewProduct
          {...making}
          onDone={(product) => {
            setMaking(null);
            if (product) add(product);
            setTimeout(() => box.current?.focus());
          }}
        />
      </section>
    );

  const hits: Hit[] = items.map((product) => ({ id: product.id, content: <ProductHit product={product} />, take: () => add(product) }));
  const readAs = q !== "" ? found.data?.read_as : undefined;
  return (
    <section className="panel counter-finder" aria-label={t("counter.find")}>
      <Search
        ref={box}
        label={t("counter.find")}
        placeholder={t("counter.find_hint")}
        icon={IconScan}
        keys="F2"
        value={typed}
        onChange={change}
        hits={hits}
        at={current}
        onAt={setAt}
        onKey={key}
        onEscape={() => change("")}
        onEnter={() => {
          if (q !== "") void enter();
        }}
        said={
          <div className="counter-heard" role="status">
            {q === "" && heard && <HeardWord heard={heard} />}
            {!readAs && found.data?.meant && !found.isPlaceholderData && <span>{t("list.meant", { Text: `\u2068${found.data.meant}\u2069` })}</span>}
            {readAs && (
              <span>
                <bdi>{q}</bdi> {t("counter.read_as", { Text: `\u2068${readAs}\u2069` })}
              </span>
            )}
            {none && <span>{t("counter.none_found", { Text: `\u2068${q}\u2069` })}</span>}
          </div>
        }
      >
        {q !== "" && found.isPending && <Bones />}
        {mayMake && (q !== "" || unknown) && (
          <button type="button" className="counter-add" onClick={make} tabIndex={-1}>
            <IconPlus size={16} stroke={1.75} aria-hidden="true" />
            <span className={q === "" ? "grow" : "grow ell"}>{q === "" ? t("counter.new_with_code", { Code: `\u2066${formatCode(unknown)}\u2069` }) : t("counter.new_named", { Name: `\u2068${readAs ?? q}\u2069` })}</span>
            <Kbd keys="Insert" />
          </button>
        )}
      </Search>
      <QuickKeys onAdd={add} off={off} />
    </section>
  );
}

function HeardWord({ heard }: { heard: Heard }) {
  const t = useT();
  return heard.found ? (
    <span className="good">
      <IconCircleCheck size={15} stroke={1.75} aria-hidden="true" />
      <span className="ell">{t("counter.heard", { Name: `\u2068${heard.text}\u2069` })}</span>
    </span>
  ) : (
    <span className="wrong">
      <IconAlertCircle size={15} stroke={1.75} aria-hidden="true" />
      <span>
        {t("counter.unheard")} <Num>{heard.text}</Num>
      </span>
    </span>
  );
}

const Bones = () => (
  <div className="counter-hits" aria-hidden="true">
    {[70, 55, 62].map((width) => (
      <div key={width} className="counter-hit">
        <Skeleton width={`${width}%`} />
      </div>
    ))}
  </div>
);

const ProductHit = memo(function ProductHit({ product }: { product: Product }) {
  const t = useT();
  const left = thousandths(product.stock.replace("-", "")) * (product.stock.startsWith("-") ? -1 : 1);
  return (
    <>
      <div className="grow">
        <div className="ell counter-hit-name">
          <Bdi>{product.name}</Bdi>
        </div>
        <div className={left > 0 || product.uncounted ? "xs mut" : "xs wrong"}>
          {product.uncounted ? (
            <bdi>{product.unit}</bdi>
          ) : left > 0 ? (
            <>
              <Quantity>{product.stock}</Quantity> {t("counter.in_stock")}
              {product.reserved !== "0" && (
                <>
                  {" · "}
                  <Quantity>{product.reserved}</Quantity> {t("counter.reserved")}
                </>
              )}
            </>
          ) : (
            t("counter.out_of_stock")
          )}
        </div>
      </div>
      <div className="counter-hit-price">
        <Money rial={product.price} />
      </div>
    </>
  );
});
