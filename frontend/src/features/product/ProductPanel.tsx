import { IconPackage, IconPackages, IconTags } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Action } from "@/lib/actions";
import { api, newId, ok, Problem } from "@/lib/api/client";
import type { Product } from "@/lib/api/types";
import { Parts } from "@/features/bundle/Parts";
import { NewPartsDialog } from "@/features/bundle/PartsDialog";
import { said, type Typed } from "@/features/bundle/parts";
import { isBundle, makeBundle } from "@/features/bundle/queries";
import { Prices } from "@/features/level/Prices";
import type { Holds } from "@/lib/beside";
import { useForm } from "@/lib/form";
import { hasText, useT } from "@/lib/i18n";
import { useScan } from "@/lib/scanner";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { Check } from "@/ui/Choice";
import { EditPanel } from "@/ui/EditPanel";
import { CodeField, SelectField, TextField } from "@/ui/Field";
import { Kbd } from "@/ui/Kbd";
import { Bdi, Num, Quantity } from "@/ui/Num";
import { MoneyField, NumericField, QuantityField } from "@/ui/NumericField";
import { Tag } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { Barcodes, withBarcode } from "./Barcodes";
import { Moves } from "./Moves";
import { changeProduct, useTaxClasses } from "./queries";
import { blank, creationOf, patchOf, valuesOf, type Values } from "./values";

interface Props {
  /** Null makes a new one. */
  product: Product | null;
  /** A new one may come with the code that was scanned, or the name that was searched. */
  start?: Partial<Values>;
  units: readonly string[];
  categories: readonly string[];
  onSaved: (product: Product) => void;
  onStock: (product: Product) => void;
  onLabels: (product: Product) => void;
  onParts: (product: Product) => void;
  onClose: () => void;
  holds: Holds;
}

/** One product beside the list: everything that is said of it. A name and a price are enough. */
export function ProductPanel({ product, start, units, categories, onSaved, onStock, onLabels, onParts, onClose, holds }: Props) {
  const t = useT();
  const mayWrite = useMay("product_write");
  const classes = useTaxClasses();
  const id = useRef(newId());
  const initial = product ? valuesOf(product) : { ...blank, ...start };
  const base = useRef<Values>(initial);
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState<readonly Typed[]>([]);
  const form = useForm<Values>(
    initial,
    async (values) => {
      if (product) {
        const patch = patchOf(base.current, values);
        const next = Object.keys(patch).length > 0 ? await changeProduct(product.id, patch) : product;
        base.current = valuesOf(next);
        onSaved(next);
      } else if (values.bundle) {
        setAsking(true);
        return false;
      } else onSaved(await ok(api.POST("/api/products", { body: creationOf(id.current, values) })));
      toast(t("app.saved"));
      return true;
    },
    ({ name, price }) => {
      const missing: Record<string, string> = {};
      if (!name.trim()) missing["name"] = t("product.missing_name");
      if (price === null) missing["price"] = t("product.missing_price");
      return missing;
    },
  );
  const { values, errors, set } = form;
  /** A new bundle with its parts; what is wrong with the product itself is said at its fields, and the parts stay. */
  const make = async (parts: readonly Typed[]) => {
    try {
      onSaved(await makeBundle({ ...creationOf(id.current, values), parts: said(parts) }));
      toast(t("bundle.saved", { Name: values.name.trim() }));
      setAsking(false);
    } catch (refusal) {
      const own = refusal instanceof Problem ? refusal.errors.filter(({ field }) => field.replace(/\[.*/, "") in values) : [];
      if (own.length === 0) throw refusal;
      setTyped(parts);
      setAsking(false);
      form.fail(Object.fromEntries(own.map(({ field, detail }) => [field, detail])));
    }
  };
  // Someone else changed it: what was not touched here follows; what is being typed stays.
  useEffect(() => {
    if (!product || form.changed) return;
    base.current = valuesOf(product);
    form.reset(valuesOf(product));
  }, [product?.updated_at]); // eslint-disable-line react-hooks/exhaustive-deps -- only when the server says something new

  useEffect(() => {
    const box = form.ref.current;
    const first = start?.name ? "price" : "name";
    if (mayWrite && !product) box?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- once, when it opens
  useScan(mayWrite ? (code) => set("barcodes", withBarcode(values.barcodes, code)) : null);

  const bundle = product === null ? values.bundle : isBundle(product);
  const stock: Action = { id: "product.stock", label: "product.adjust_stock", keys: ["F7"], icon: IconPackage, disabled: !product || bundle || !mayWrite, run: () => product && onStock(product) };

  const parts: Action = { id: "product.parts", label: "bundle.set", keys: ["Alt+B"], icon: IconPackages, disabled: !mayWrite, run: () => (product ? onParts(product) : set("bundle", !values.bundle)) };

  const labels: Action = { id: "product.labels", label: "product.labels", keys: ["Shift+F8"], icon: IconTags, disabled: !product, run: () => product && onLabels(product) };

  const className = (name: string) => {
    const key = `tax.class_${name}`;
    return hasText(key) ? t(key) : name;
  };
  const name = product?.name ?? t("product.new");
  return (
    <>
    <EditPanel
      id="product"
      of={product?.id}
      holds={holds}
      about="product.one"
      form={form}
      label={name}
      title={<Bdi>{name}</Bdi>}
      note={product ? product.code && <Num>{product.code}</Num> : t("product.new_note")}
      mark={product && (!product.active || bundle) && <>{bundle && <Tag kind="info">{t("bundle.tag")}</Tag>}{!product.active && <Tag>{t("product.aside")}</Tag>}</>}
      writable={mayWrite}
      changed={form.changed}
      actions={[stock, labels, parts]}
      foot={product && <>{mayWrite && !bundle && <ActionButton action={stock} />}{mayWrite && <ActionButton action={parts} bare />}<ActionButton action={labels} bare={mayWrite} /></>}
      after={product && <><Parts product={product} /><Prices id={product.id} writable={mayWrite} />{!bundle && <Moves id={product.id} />}</>}
      onClose={onClose}
    >
        <TextField label={t("product.name")} name="name" value={values.name} onChange={(value) => set("name", value)} error={errors["name"]} />
        <div className="pair">
          <MoneyField label={t("product.price")} name="price" value={values.price} onChange={(value) => set("price", value)} error={errors["price"]} />
          <TextField label={t("product.unit")} name="unit" list="product-units" placeholder={t("product.unit_default")} value={values.unit} onChange={(value) => set("unit", value)} error={errors["unit"]} />
        </div>
        {!product && <QuantityField label={t("product.stock_opening")} optional name="stock" negative disabled={bundle} value={values.stock} onChange={(value) => set("stock", value)} error={errors["stock"]} suffix={values.unit || t("product.unit_default")} />}
        {product && (
          <div className="products-stock">
            <span className="sec">{t(bundle ? "bundle.makes" : "product.stock")}</span>
            {product.uncounted ? (
              <span className="mut">{t("product.uncounted")}</span>
            ) : (
              <b className={product.stock.startsWith("-") ? "wrong" : undefined}>
                <Quantity>{product.stock}</Quantity> <bdi className="unit">{product.unit}</bdi>
              </b>
            )}
            {product.reserved !== "0" && (
              <span className="sm mut" title={t("product.reserved_hint")}>
                {t("product.reserved")} <Quantity>{product.reserved}</Quantity>
              </span>
            )}
          </div>
        )}
        {(!bundle || !product) && <QuantityField label={t("product.min_stock")} optional name="min_stock" disabled={bundle} value={values.min_stock} onChange={(value) => set("min_stock", value)} error={errors["min_stock"]} hint={t("product.min_stock_hint")} suffix={values.unit || t("product.unit_default")} />}
        <Barcodes value={values.barcodes} onChange={(codes) => set("barcodes", codes)} errors={errors} disabled={!mayWrite} />
        <div className="pair">
          <CodeField label={t("product.code")} optional name="code" inputMode="text" value={values.code} onChange={(value) => set("code", value)} error={errors["code"]} />
          <TextField label={t("product.category")} optional name="category" list="product-categories" value={values.category} onChange={(value) => set("category", value)} error={errors["category"]} />
        </div>
        <SelectField label={t("product.tax_class")} name="tax_class" value={values.tax_class} onChange={(value) => set("tax_class", value)} error={errors["tax_class"]} options={[...new Set([...classes, values.tax_class])].map((value) => ({ value, label: className(value) }))} />
        {!product && (
          <div>
            <Check name="bundle" checked={values.bundle} onChange={(value) => set("bundle", value)}>
              {t("bundle.makes_one")} <Kbd keys="Alt+B" />
            </Check>
            {values.bundle && <p className="sm mut">{t("bundle.makes_one_hint")}</p>}
          </div>
        )}
        <Check name="price_includes_tax" checked={values.price_includes_tax} onChange={(value) => set("price_includes_tax", value)}>
          {t("product.price_includes_tax")}
        </Check>
        <Check name="asks_serial" checked={values.asks_serial} onChange={(value) => set("asks_serial", value)}>
          {t("serial.asks")}
        </Check>
        {(values.asks_serial || values.warranty_months !== "") && (
          <NumericField label={t("serial.warranty")} optional name="warranty_months" decimals={0} suffix={t("serial.months")} value={values.warranty_months} onChange={(value) => set("warranty_months", value)} error={errors["warranty_months"]} hint={t("serial.warranty_hint")} />
        )}
        <CodeField label={t("product.tax_code")} optional name="tax_code" value={values.tax_code} onChange={(value) => set("tax_code", value)} error={errors["tax_code"]} hint={t("product.tax_code_hint")} />
        {product && (
          <Check name="active" checked={values.active} onChange={(value) => set("active", value)}>
            {t("product.active")}
          </Check>
        )}
        <datalist id="product-units">
          {units.map((unit) => (
            <option key={unit} value={unit} />
          ))}
        </datalist>
        <datalist id="product-categories">
          {categories.map((category) => (
            <option key={category} value={category} />
          ))}
        </datalist>
    </EditPanel>
    {asking && <NewPartsDialog id={id.current} name={values.name} parts={typed} onMake={make} onClose={(parts) => (setTyped(parts), setAsking(false))} />}
    </>
  );
}
