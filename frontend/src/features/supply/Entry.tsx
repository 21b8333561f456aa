import { IconScan, IconTrash } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useRef, useState, type ReactNode } from "react";
import { Search, type Hit } from "@/features/sale/Search";
import { useProducts } from "@/features/sale/queries";
import { useSure } from "@/features/product/sure";
import { useActions } from "@/lib/actions";
import type { Product } from "@/lib/api/types";
import { onceHeld, useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { Bdi, Num, Quantity } from "@/ui/Num";
import { MoneyField, QuantityField } from "@/ui/NumericField";
import { Notice } from "@/ui/Panel";
import { putLine, type Sheet, type SheetLine } from "./queries";
import { ofLine, type Chosen } from "./values";
import "@/features/sale/sale.css";

interface Props {
  sheet: Sheet;
  chosen: Chosen | null;
  onChosen: (chosen: Chosen | null) => void;
  onSaved: () => void;
  onTake: (line: SheetLine) => void;
}

/** Where a product is found and its quantity typed: Enter takes the one, Enter again writes it down, and the next is looked for. */
export function Entry({ sheet, chosen, onChosen, onSaved, onTake }: Props) {
  const t = useT();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const found = useProducts(q, true);
  const items = typed.trim() === "" ? [] : (found.data?.items ?? []);
  const lineOf = (id: string) => sheet.lines?.find(({ product_id }) => product_id === id);
  const focus = () => setTimeout(() => box.current?.focus());
  const choose = (product: Product) => {
    const line = lineOf(product.id);
    setTyped("");
    setAt(0);
    onChosen(line ? ofLine(line) : { product_id: product.id, name: product.name, unit: product.unit, quantity: "", cost: null });
  };
  useActions([{ id: "supply.find", label: "supply.find", keys: ["F2"], icon: IconScan, inFields: true, run: () => (onChosen(null), void focus()) }]);
  useEffect(() => {
    if (!chosen) box.current?.focus();
  }, [chosen]);

  const hits: Hit[] = items.map((product) => ({
    id: product.id,
    take: () => choose(product),
    content: (
      <div className="grow">
        <div className="ell counter-hit-name"><Bdi>{product.name}</Bdi></div>
        <div className="xs mut">
          {product.code && <><Num>{product.code}</Num> · </>}
          {lineOf(product.id) ? <>{t("supply.on_sheet")} <Quantity>{lineOf(product.id)?.quantity ?? "0"}</Quantity></> : <bdi>{product.unit}</bdi>}
        </div>
      </div>
    ),
  }));
  const line = chosen && lineOf(chosen.product_id);
  return (
    <section className="panel supply-entry" aria-label={t("supply.entry")}>
      <Search ref={box} label={t("supply.find")} placeholder={t("supply.find_hint")} icon={IconScan} keys="F2" value={typed} onChange={(value) => (setTyped(value), setAt(0))} hits={hits} at={Math.min(at, Math.max(0, hits.length - 1))} onAt={setAt} onEscape={typed === "" ? undefined : () => setTyped("")} />
      {typed.trim() !== "" && found.isSuccess && !found.isPlaceholderData && items.length === 0 && <p className="supply-none sm mut">{t("product.none_found", { Text: typed.trim() })}</p>}
      {chosen && typed === "" && (
        <Amount
          key={`${chosen.product_id} ${chosen.quantity}`}
          sheet={sheet}
          chosen={chosen}
          onSaved={() => (onChosen(null), onSaved(), void focus())}
          foot={line && <Button kind="ghost" icon={IconTrash} onClick={() => onTake(line)}>{t("supply.take")}</Button>}
        />
      )}
    </section>
  );
}

/** How much of one product, and what it cost. */
function Amount({ sheet, chosen, onSaved, foot }: { sheet: Sheet; chosen: Chosen; onSaved: () => void; foot?: ReactNode }) {
  const t = useT();
  const sure = useSure();
  const form = useForm({ quantity: chosen.quantity, cost: chosen.cost }, async ({ quantity, cost }) => {
    await sure.save(quantity, (meant) => putLine(sheet.id, chosen.product_id, { quantity, ...(sheet.kind === "received" && cost !== null ? { cost } : {}), ...meant }));
    onSaved();
  }, ({ quantity }): Record<string, string> => (quantity === "" ? { quantity: t("error.quantity") } : {}));
  const quantity = useRef<HTMLInputElement>(null);
  useEffect(() => {
    quantity.current?.focus();
    quantity.current?.select();
  }, []);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only keeps a held Enter from answering twice
    <form ref={form.ref} className="stack supply-amount" onSubmit={(event) => void form.submit(event)} onKeyDown={onceHeld} noValidate>
      <h2 className="h2"><Bdi>{chosen.name}</Bdi></h2>
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      <QuantityField inputRef={quantity} label={t(sheet.kind === "count" ? "product.counted" : "product.quantity")} name="quantity" suffix={chosen.unit} value={form.values.quantity} onChange={(value) => form.set("quantity", value)} error={form.errors["quantity"]} />
      {sheet.kind === "received" && <MoneyField label={t("supply.cost_of_one")} optional name="cost" value={form.values.cost} onChange={(value) => form.set("cost", value)} error={form.errors["cost"]} hint={t("supply.cost_hint")} />}
      <div className="row">
        <Button kind="primary" type="submit" keys="Enter" disabled={form.busy}>{t(sure.of(form.values.quantity) ? "product.is_right" : "supply.write_down")}</Button>
        <span className="grow" />
        {foot}
      </div>
    </form>
  );
}
