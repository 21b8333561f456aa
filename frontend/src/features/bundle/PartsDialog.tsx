import { IconScan, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useRef, useState, type KeyboardEvent } from "react";
import { byBarcode } from "@/features/product/queries";
import { Search, type Hit } from "@/features/sale/Search";
import { productsFound, useProducts } from "@/features/sale/queries";
import { sound } from "@/features/sale/sound";
import type { Product } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useScan } from "@/lib/scanner";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Money, Num } from "@/ui/Num";
import { QuantityField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { kept, said, typed, withPart, worth, type Typed } from "./parts";
import { setParts, useParts, type Part } from "./queries";
import "@/features/sale/sale.css";
import "./bundle.css";

/** Says what one of a product is made of: a part is found, its quantity typed, and Enter leads to the next; in the empty box it saves. */
export function PartsDialog({ product, onClose }: { product: Product; onClose: () => void }) {
  const parts = useParts(product);
  // What is typed begins with what is kept: it has to be there first, and stays when somebody else changes it.
  const [begun, setBegun] = useState<readonly Part[] | null>(null);
  if (!begun && parts.length === (product.parts?.length ?? 0)) setBegun(parts);
  const t = useT();
  const client = useQueryClient();
  const save = async (now: readonly Typed[]) => {
    await setParts(product.id, said(now));
    await client.invalidateQueries({ queryKey: ["products"] });
    toast(t(now.length > 0 ? "bundle.saved" : "bundle.no_more", { Name: product.name }));
    onClose();
  };
  return begun && <Editor product={product} parts={typed(begun)} onSave={save} onClose={onClose} />;
}

interface New {
  id: string;
  name: string;
  /** What was typed before, when it is opened again. */
  parts: readonly Typed[];
  /** Makes the product with its parts. */
  onMake: (parts: readonly Typed[]) => Promise<void>;
  /** Nothing was made; `parts` are what was typed. */
  onClose: (parts: readonly Typed[]) => void;
}

/** The parts of a product that is to be: it is made with them, or not at all. */
export function NewPartsDialog({ id, name, parts, onMake, onClose }: New) {
  return <Editor product={{ id, name }} parts={parts} onSave={onMake} onClose={onClose} />;
}

interface Editing {
  product: Pick<Product, "id" | "name">;
  parts: readonly Typed[];
  onSave: (parts: readonly Typed[]) => Promise<void>;
  onClose: (parts: readonly Typed[]) => void;
}

function Editor({ product, parts, onSave, onClose }: Editing) {
  const t = useT();
  const client = useQueryClient();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const q = useDeferredValue(text.trim());
  const found = useProducts(q, true);
  const items = text.trim() === "" ? [] : (found.data?.items ?? []).filter(({ id }) => id !== product.id);
  const form = useForm({ parts }, (values) => onSave(kept(values.parts)));
  const rows = form.values.parts;
  const put = (next: readonly Typed[]) => form.set("parts", next);
  /** Where the quantity of a part is typed. */
  const toRow = (row: number) => setTimeout(() => form.ref.current?.querySelector<HTMLInputElement>(`[name="parts[${String(row)}].quantity"]`)?.focus());
  const choose = ({ id, name, unit, price }: Product) => {
    setText("");
    setAt(0);
    const next = withPart(rows, { product_id: id, name, unit, price });
    put(next);
    toRow(next.findIndex(({ product_id }) => product_id === id));
  };
  useScan((code) => {
    void byBarcode(code).then((hit) => {
      const part = hit && hit.id !== product.id && !hit.parts?.length ? hit : null;
      sound(part ? "found" : "missing");
      if (part) choose(part);
      else toast(t(hit ? "error.bundle_nested" : "product.unknown_barcode", { Name: hit?.name ?? "", Barcode: code }), { kind: "wrong" });
    });
  });
  const hits: Hit[] = items.map((hit) => ({
    id: hit.id,
    take: () => choose(hit),
    content: (
      <div className="grow">
        <div className="ell counter-hit-name">
          <Bdi>{hit.name}</Bdi>
        </div>
        <div className="xs mut">
          {hit.code && (
            <>
              <Num>{hit.code}</Num> ·{" "}
            </>
          )}
          <bdi>{hit.unit}</bdi> · <Money rial={hit.price} />
        </div>
      </div>
    ),
  }));
  const place = Math.min(at, Math.max(0, hits.length - 1));
  // The hits on screen may still be those of the letter before: what is taken is what was typed.
  const enter = async () => {
    const { items: now } = await client.fetchQuery(productsFound(text.trim(), true));
    const others = now.filter(({ id }) => id !== product.id);
    const hit = others[Math.min(place, others.length - 1)];
    if (hit) choose(hit);
    else sound("missing");
  };
  /** Enter behind a quantity leads back to the box, and so does a letter: it begins the next part. */
  const next = (event: KeyboardEvent) => {
    if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) box.current?.focus();
    if (!/Enter$/.test(event.code || event.key)) return;
    event.preventDefault();
    box.current?.focus();
  };
  return (
    <FormDialog title={t("bundle.set_of", { Name: product.name })} form={form} onClose={() => onClose(rows)} width={560}>
      <p className="sm sec">{t("bundle.hint")}</p>
      <div className="bundle-find">
        <Search
          ref={box}
          label={t("bundle.find")}
          placeholder={t("bundle.find_hint")}
          icon={IconScan}
          value={text}
          onChange={(value) => (setText(value), setAt(0))}
          hits={hits}
          at={place}
          onAt={setAt}
          onEscape={text === "" ? undefined : () => setText("")}
          onEnter={() => (text.trim() === "" ? void form.submit() : void enter())}
        />
        {text.trim() !== "" && found.isSuccess && !found.isPlaceholderData && items.length === 0 && <p className="sm mut">{t("product.none_found", { Text: text.trim() })}</p>}
      </div>
      {rows.length === 0 ? (
        <p className="mut">{t("bundle.none")}</p>
      ) : (
        <ul className="bundle-parts" aria-label={t("bundle.parts")}>
          {rows.map((row, index) => (
            <li key={row.product_id}>
              <span className="grow ell">
                <Bdi>{row.name}</Bdi>
              </span>
              <QuantityField
                label={<span className="sr">{t("bundle.how_many", { Name: row.name })}</span>}
                name={`parts[${String(index)}].quantity`}
                suffix={row.unit}
                value={row.quantity}
                onChange={(quantity) => form.set("parts", rows.map((one, n) => (n === index ? { ...one, quantity } : one)), `parts[${String(index)}].quantity`)}
                error={form.errors[`parts[${String(index)}].quantity`]}
                onKeyDown={next}
              />
              <Button type="button" kind="ghost" icon={IconX} aria-label={t("bundle.take", { Name: row.name })} onClick={() => (put(rows.filter((_, n) => n !== index)), box.current?.focus())} />
            </li>
          ))}
        </ul>
      )}
      <p className="row sm mut">
        <span>{t("bundle.find_save")}</span>
        <span className="grow" />
        {t("bundle.worth")} <Money rial={worth(rows)} />
      </p>
    </FormDialog>
  );
}
