/* eslint-disable jsx-a11y/no-autofocus -- it opens by a key of the seller, who goes on typing */
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useActions } from "@/lib/actions";
import { api, newId, ok } from "@/lib/api/client";
import type { Product } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useScan } from "@/lib/scanner";
import { Button } from "@/ui/Button";
import { CodeField, TextField } from "@/ui/Field";
import { MoneyField, QuantityField } from "@/ui/NumericField";
import { Notice } from "@/ui/Panel";

interface Props {
  name: string;
  barcode: string;
  /** With the product that was made, or null when the person thought better of it. */
  onDone: (product: Product | null) => void;
}

/** Goods that are on the counter but not yet in the list: a name and a price are enough. */
export function NewProduct({ name, barcode, onDone }: Props) {
  const t = useT();
  const [id] = useState(newId);
  const form = useForm(
    { name, price: null as number | null, unit: "", barcode, stock: "" },
    async (values) => {
      const made = await ok(
        api.POST("/api/products", {
          body: {
            id,
            name: values.name.trim(),
            price: values.price ?? 0,
            ...(values.unit.trim() && { unit: values.unit.trim() }),
            ...(values.barcode.trim() && { barcodes: [values.barcode.trim()] }),
            ...(values.stock && { stock: values.stock }),
          },
        }),
      );
      onDone(made);
    },
    (values) => ({ ...(values.name.trim() === "" && { name: t("error.required") }), ...(values.price === null && { price: t("error.required") }) }),
  );
  useScan((code) => form.set("barcode", code));
  useActions([{ id: "counter.new_product.back", label: "app.back", keys: ["Escape"], run: () => onDone(null) }], { title: "counter.new_product" });
  const said = (field: string) => form.errors[field];
  return (
    <form ref={form.ref} className="counter-form" noValidate onSubmit={(event) => void form.submit(event)}>
      <div className="row between">
        <h2 className="h2">{t("counter.new_product")}</h2>
        <Button kind="ghost" keys="Escape" onClick={() => onDone(null)} tabIndex={-1}>
          {t("app.back")}
        </Button>
      </div>
      {form.problem && <Notice kind="wrong">{form.problem}</Notice>}
      <TextField label={t("counter.product_name")} name="name" value={form.values.name} onChange={(value) => form.set("name", value)} error={said("name")} autoFocus={name === ""} />
      <MoneyField label={t("counter.unit_price")} name="price" value={form.values.price} onChange={(value) => form.set("price", value)} error={said("price")} autoFocus={name !== ""} />
      <TextField label={t("counter.product_unit")} name="unit" optional value={form.values.unit} onChange={(value) => form.set("unit", value)} error={said("unit")} />
      <CodeField label={t("counter.barcode")} name="barcodes" optional value={form.values.barcode} onChange={(value) => form.set("barcode", value)} error={said("barcodes")} />
      <QuantityField label={t("counter.stock_now")} name="stock" value={form.values.stock} onChange={(value) => form.set("stock", value)} error={said("stock")} />
      <Button kind="primary" type="submit" icon={IconPlus} keys="Enter" disabled={form.busy} large>
        {t("counter.make_and_add")}
      </Button>
    </form>
  );
}
