import { IconArrowLeft } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { api, newId, ok } from "@/lib/api/client";
import type { Product } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { formatQuantity } from "@/lib/numbers";
import { Segments } from "@/ui/Choice";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Quantity } from "@/ui/Num";
import { QuantityField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { useSure } from "./sure";
import { moveOf, type StockWay } from "./values";

/** Puts the stock of one product right: came in, went out, or counted. What follows is seen before it is done. */
export function StockDialog({ product, onClose }: { product: Product; onClose: () => void }) {
  const t = useT();
  const [way, setWay] = useState<StockWay>("in");
  const id = useRef(newId());
  const sure = useSure();
  const form = useForm(
    { quantity: "", reason: "" },
    async ({ quantity, reason }) => {
      const move = moveOf(way, product.stock, quantity);
      if (!move) return onClose();
      const { stock } = await sure.save(move.quantity, (meant) => ok(api.POST("/api/products/{id}/moves", { params: { path: { id: product.id } }, body: { id: id.current, quantity: move.quantity, reason, ...meant } })));
      toast(t("product.stock_set", { Name: product.name, Stock: formatQuantity(stock) }));
      onClose();
    },
    (values): Record<string, string> => (values.quantity === "" ? { quantity: t("error.quantity") } : {}),
  );
  const move = moveOf(way, product.stock, form.values.quantity);
  return (
    <FormDialog title={t("product.stock_of", { Name: product.name })} form={form} onClose={onClose} width={440} save={move && sure.of(move.quantity) ? t("product.is_right") : undefined}>
      <Segments
        quiet
        label={t("product.stock_way")}
        value={way}
        onChange={setWay}
        options={[
          { value: "in", label: t("product.stock_in") },
          { value: "out", label: t("product.stock_out") },
          { value: "count", label: t("product.stock_count") },
        ]}
      />
      <QuantityField
        label={t(way === "count" ? "product.counted" : "product.quantity")}
        name="quantity"
        data-autofocus
        suffix={product.unit}
        value={form.values.quantity}
        onChange={(quantity) => form.set("quantity", quantity)}
        error={form.errors["quantity"]}
      />
      <TextField label={t("product.reason")} optional name="reason" value={form.values.reason} onChange={(reason) => form.set("reason", reason)} error={form.errors["reason"]} placeholder={t("product.reason_hint")} />
      <div className="products-after">
        <span className="mut">{t("product.stock")}</span>
        <b>
          <Quantity>{product.stock}</Quantity>
        </b>
        <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" className="products-to" />
        <b className={move?.after.startsWith("-") ? "wrong" : ""}>
          <Quantity>{move?.after ?? product.stock}</Quantity>
        </b>
        <bdi className="unit">{product.unit}</bdi>
      </div>
    </FormDialog>
  );
}
