import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newId, Problem } from "@/lib/api/client";
import type { Order, Payment } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { Segments } from "@/ui/Choice";
import { FormDialog } from "@/ui/FormDialog";
import { Bdi, Quantity } from "@/ui/Num";
import { MoneyField, QuantityField } from "@/ui/NumericField";
import { toast } from "@/ui/Toast";
import { handOver, ways } from "./queries";
import { leftOf } from "./values";

interface Values {
  /** By the line's place among those that have something left. */
  quantities: readonly string[];
  method: Payment["method"];
  amount: number | null;
}

/** What is handed over now, all that is left unless less is said, and what is paid with it. That is an invoice. */
export function DeliverDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useT();
  const money = useMoney();
  const client = useQueryClient();
  const id = useRef(newId());
  const lines = order.items.filter((line) => leftOf(line) !== "0");
  const form = useForm<Values>(
    { quantities: lines.map(leftOf), method: "card", amount: null },
    async ({ quantities, method, amount }) => {
      // A line of which nothing goes out is not sent: what is refused must still stand at its field.
      const sent = lines.flatMap((line, at) => (Number(quantities[at] || "0") !== 0 ? [{ at, line_id: line.id, quantity: quantities[at] ?? "0" }] : []));
      try {
        const made = await handOver(order.id, {
          id: id.current,
          lines: sent.map(({ line_id, quantity }) => ({ line_id, quantity })),
          payments: amount ? [{ method, amount }] : [],
        });
        void client.invalidateQueries({ queryKey: ["orders"] });
        toast(t(made.invoice.due > 0 ? "order.handed_owing" : "order.handed_over", { Number: made.invoice.number, Amount: `${money.format(made.invoice.due)} ${money.name}` }));
        onClose();
      } catch (refusal) {
        if (!(refusal instanceof Problem)) throw refusal;
        const at = (field: string) => field.replace(/^lines\[(\d+)\]\.quantity$/, (_, sentAt: string) => `quantity.${String(sent[Number(sentAt)]?.at ?? 0)}`).replace(/^payments.*$/, "amount");
        throw new Problem(refusal.status, refusal.code, refusal.message, refusal.errors.map((one) => ({ ...one, field: at(one.field) })));
      }
    },
    ({ quantities }): Record<string, string> => (quantities.every((quantity) => Number(quantity || "0") === 0) ? { "quantity.0": t("error.nothing_handed") } : {}),
  );
  const { values, errors, set } = form;
  return (
    <FormDialog title={t("order.deliver_of", { Number: order.number })} form={form} onClose={onClose} width={520}>
      {lines.map((line, at) => (
        <QuantityField
          key={line.id}
          label={<Bdi>{line.name}</Bdi>}
          name={`quantity.${String(at)}`}
          data-autofocus={at === 0 || undefined}
          suffix={line.unit}
          hint={<>{t("order.left")} <Quantity>{leftOf(line)}</Quantity></>}
          value={values.quantities[at] ?? ""}
          onChange={(quantity) => set("quantities", values.quantities.map((one, place) => (place === at ? quantity : one)), `quantity.${String(at)}`)}
          error={errors[`quantity.${String(at)}`]}
        />
      ))}
      <Segments label={t("order.way")} value={values.method} onChange={(method) => set("method", method)} options={ways.map((value) => ({ value, label: t(`method.${value}`) }))} />
      <MoneyField label={t("order.paid_now")} optional name="amount" value={values.amount} onChange={(amount) => set("amount", amount)} error={errors["amount"]} hint={t("order.paid_now_hint")} />
    </FormDialog>
  );
}
