import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useRef } from "react";
import { sound } from "@/features/sale/sound";
import { usual } from "@/features/sale/payments";
import { lines as typedSerials, pieces } from "@/features/serial/values";
import { newId, Problem } from "@/lib/api/client";
import type { Order, Payment } from "@/lib/api/types";
import { ChequeFields } from "@/features/cheque/ChequeFields";
import { blank, missing, refusedOf, sentOf, type Written } from "@/features/cheque/values";
import { BeyondLimit } from "@/features/customer/BeyondLimit";
import type { Action } from "@/lib/actions";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { useScan } from "@/lib/scanner";
import { Segments } from "@/ui/Choice";
import { TextArea } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { ActionButton } from "@/ui/Button";
import { Bdi, Money, Quantity } from "@/ui/Num";
import { MoneyField, QuantityField } from "@/ui/NumericField";
import { refused, toast } from "@/ui/Toast";
import { handing as handingOf, handOver, ways } from "./queries";
import { afterwards, leftOf, type Afterwards } from "./values";

interface Values {
  /** By the line's place among those that have something left. */
  quantities: readonly string[];
  /** Which pieces, one a line of text; by the same place. */
  serials: readonly string[];
  method: Payment["method"];
  amount: number | null;
  cheque: Written;
}

/** What is handed over now, all that is left unless less is said, and what is paid with it. That is an invoice. */
export function DeliverDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const t = useT();
  const money = useMoney();
  const client = useQueryClient();
  const id = useRef(newId());
  const lines = order.items.filter((line) => leftOf(line) !== "0");
  const form = useForm<Values>(
    { quantities: lines.map(leftOf), serials: lines.map(() => ""), method: usual, amount: null, cheque: blank },
    async ({ quantities, serials, method, amount, cheque }) => {
      // A line of which nothing goes out is not sent: what is refused must still stand at its field.
      const sent = lines.flatMap((line, at) => (Number(quantities[at] || "0") !== 0 ? [{ at, line_id: line.id, quantity: quantities[at] ?? "0" }] : []));
      try {
        const made = await handOver(order.id, {
          id: id.current,
          lines: sent.map(({ at, line_id, quantity }) => ({ line_id, quantity, ...(serials[at] && { serials: typedSerials(serials[at]) }) })),
          payments: amount ? [{ method, amount, ...(method === "cheque" && { cheque: sentOf(cheque) }) }] : [],
        });
        void client.invalidateQueries({ queryKey: ["orders"] });
        const said = t(made.invoice.due > 0 ? "order.handed_owing" : "order.handed_over", { Number: made.invoice.number, Amount: `${money.format(made.invoice.due)} ${money.name}` });
        const { change } = made.invoice;
        toast(change > 0 ? `${said} ${t("order.change_back", { Amount: `${money.format(change)} ${money.name}` })}` : said);
        onClose();
      } catch (refusal) {
        if (!(refusal instanceof Problem)) throw refusal;
        const at = (field: string) => field.replace(/^lines\[(\d+)\]\.quantity$/, (_, sentAt: string) => `quantity.${String(sent[Number(sentAt)]?.at ?? 0)}`).replace(/^lines\[(\d+)\]\.serials.*$/, (_, sentAt: string) => `serials.${String(sent[Number(sentAt)]?.at ?? 0)}`).replace(/^payments\[0\]\.(?=cheque\.)/, "").replace(/^payments.*$/, "amount");
        throw new Problem(refusal.status, refusal.code, refusal.message, refusal.errors.map((one) => ({ ...one, field: at(one.field) })));
      }
    },
    ({ quantities, method, amount, cheque }): Record<string, string> => {
      if (quantities.every((quantity) => Number(quantity || "0") === 0)) return { "quantity.0": t("error.nothing_handed") };
      return method === "cheque" && amount ? Object.fromEntries(missing(cheque).map((name) => [`cheque.${name}`, t("error.required")])) : {};
    },
  );
  const { values, errors, set } = form;
  const asked = handingOf(order.id, lines.flatMap(({ id: line_id }, at) => (Number(values.quantities[at] || "0") > 0 ? [{ line_id, quantity: values.quantities[at] ?? "0" }] : [])));
  const { data: handing, isPlaceholderData: before } = useQuery({ ...asked, placeholderData: keepPreviousData });
  const then = handing && afterwards(handing, values.method, values.amount ?? 0);
  const stays = Math.max(0, then?.stays ?? 0);
  // Pressed before the answer for these quantities is there, it waits for that: an earlier answer is of another sum.
  const payAll = async () => {
    const of = before ? await client.fetchQuery(asked).catch(refused) : handing;
    if (of) set("amount", of.due);
  };
  const all: Action = { id: "order.pay_all", label: "order.pay_all", keys: ["Alt+A"], inFields: true, disabled: !handing || (handing.due === 0 && !before), run: () => void payAll() };
  const putSerials = (at: number, text: string) => set("serials", values.serials.map((one, place) => (place === at ? text : one)), `serials.${String(at)}`);
  // A scan goes to the line whose serials have the focus, else to the first that still misses one.
  useScan((code) => {
    const focused = /^serials\.(\d+)$/.exec(document.activeElement?.getAttribute("name") ?? "")?.[1];
    const at = focused === undefined ? lines.findIndex((line, place) => line.asks_serial && typedSerials(values.serials[place] ?? "").length < pieces(values.quantities[place] ?? "0")) : Number(focused);
    sound(at < 0 ? "missing" : "found");
    if (at >= 0) putSerials(at, [...typedSerials(values.serials[at] ?? ""), code].join("\n"));
  });
  return (
    <FormDialog title={t("order.deliver_of", { Number: order.number })} form={form} onClose={onClose} width={560} save={t("order.deliver")} actions={[all]} foot={<ActionButton action={all} />}>
      {lines.map((line, at) => (
        <Fragment key={line.id}>
        <QuantityField
          label={<Bdi>{line.name}</Bdi>}
          name={`quantity.${String(at)}`}
          data-autofocus={at === 0 || undefined}
          suffix={line.unit}
          hint={<>{t("order.left")} <Quantity>{leftOf(line)}</Quantity></>}
          value={values.quantities[at] ?? ""}
          onChange={(quantity) => set("quantities", values.quantities.map((one, place) => (place === at ? quantity : one)), `quantity.${String(at)}`)}
          error={errors[`quantity.${String(at)}`]}
        />
        {line.asks_serial && (
          <TextArea
            label={t("serial.of", { Name: line.name })}
            optional
            rows={2}
            name={`serials.${String(at)}`}
            hint={t("serial.one_a_line")}
            value={values.serials[at] ?? ""}
            onChange={(text) => putSerials(at, text)}
            error={errors[`serials.${String(at)}`]}
          />
        )}
        </Fragment>
      ))}
      {handing && (
        <dl className="facts" aria-live="polite">
          <dt>{t("order.comes_to")}</dt>
          <dd>
            <Money rial={handing.total} unit />
          </dd>
          {handing.ahead > 0 && (
            <>
              <dt>{t("order.held")}</dt>
              <dd>
                <Money rial={-handing.ahead} unit />
              </dd>
            </>
          )}
          <dt>{t("order.to_pay")}</dt>
          <dd>
            <b>
              <Money rial={handing.due} unit />
            </b>
          </dd>
        </dl>
      )}
      <Segments label={t("order.way")} value={values.method} onChange={(method) => set("method", method)} options={([...ways, "cheque"] as const).map((value) => ({ value, label: t(`method.${value}`) }))} />
      <MoneyField label={t("order.paid_now")} optional name="amount" value={values.amount} onChange={(amount) => set("amount", amount)} error={errors["amount"]} hint={stays === 0 && t("order.paid_now_hint")} />
      {values.method === "cheque" && <ChequeFields path="cheque." value={values.cheque} onChange={(cheque) => set("cheque", cheque)} errors={refusedOf(Object.entries(errors).map(([field, detail]) => ({ field, detail })), "cheque.")} />}
      {then && then.change > 0 && (
        <div className="order-change" aria-live="polite">
          <span>{t("pay.give_back")}</span>
          <b>
            <Money rial={then.change} unit />
          </b>
        </div>
      )}
      {then && <Account {...then} />}
      <BeyondLimit customer={order.customer_id} more={stays > 0 && handing ? stays + handing.ahead : 0} />
    </FormDialog>
  );
}

/** Where the customer stands then; where that has more than one part, each of them, so that they add up. */
function Account({ before, stays, unused, other, owes }: Afterwards) {
  const t = useT();
  const parts = ([[before > 0 ? "order.owed_before" : "order.held_before", before], ["order.stays_open", stays], ["order.unused", -unused], ["order.held_other", -other]] as const).filter(([, rial]) => rial !== 0);
  const said = t(owes === 0 ? "order.then_even" : owes > 0 ? "order.stays_owed" : "order.then_holds");
  if (parts.length < 2) {
    return (
      <p className="sm sec" aria-live="polite">
        {said} {owes !== 0 && <b><Money rial={Math.abs(owes)} unit /></b>}
      </p>
    );
  }
  return (
    <dl className="facts order-then" aria-live="polite">
      {parts.map(([name, rial]) => (
        <Fragment key={name}>
          <dt>{t(name)}</dt>
          <dd>
            <Money rial={rial} unit />
          </dd>
        </Fragment>
      ))}
      <dt>{said}</dt>
      <dd>{owes !== 0 && <b><Money rial={Math.abs(owes)} unit /></b>}</dd>
    </dl>
  );
}
