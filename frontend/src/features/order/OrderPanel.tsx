import { IconArrowBackUp, IconCash, IconCheck, IconPackageExport, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { Problem } from "@/lib/api/client";
import type { Order, OrderEvent } from "@/lib/api/types";
import { useT, type Key } from "@/lib/i18n";
import { href } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { Bdi, Money, Num, Phone, Quantity, When } from "@/ui/Num";
import { DeepTile, Skeleton } from "@/ui/Panel";
import { Aside } from "@/ui/Split";
import { toast } from "@/ui/Toast";
import { DeliverDialog } from "./DeliverDialog";
import { DepositDialog } from "./DepositDialog";
import { Ahead, Promised, Road, StateTag } from "./Parts";
import { takeStep, useOrder } from "./queries";
import { leftOf, progress } from "./values";

const holds = ["received", "confirmed", "preparing", "ready"];

/** One order: when it was promised for, what is in it, who did what, and what comes next. */
export function OrderPanel({ id }: { id: string }) {
  const t = useT();
  const client = useQueryClient();
  const maySell = useMay("sell");
  const mayWrite = useMay("order_write");
  const [over, setOver] = useState<"deliver" | "deposit" | null>(null);
  const { data: order, error } = useOrder(id);

  const go = async (to: string) => {
    try {
      const after = await takeStep(id, to);
      client.setQueryData(["orders", "one", id], after);
      toast(t("order.moved", { Number: after.number, State: t(`order.state_${after.state}` as Key) }));
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      toast(refusal.errors[0]?.detail ?? refusal.message, { kind: "wrong" });
    }
  };
  const here = order?.id === id ? order : undefined;
  const steps = here?.next ?? [];
  const onward = steps.find(({ back, to }) => !back && to !== "cancelled" && to !== "returned");
  const back = steps.find((step) => step.back);
  const cancel = steps.find(({ to }) => to === "cancelled");
  const canHand = here !== undefined && maySell && holds.includes(here.state) && here.items.length > 0;

  const next: Action[] = onward
    ? [{ id: "order.next", label: `order.to_${onward.to}` as Key, keys: ["Enter"], icon: IconCheck, disabled: !mayWrite, run: () => void go(onward.to) }]
    : [];
  const deliver: Action = { id: "order.deliver", label: "order.deliver", keys: here?.state === "ready" ? ["Enter", "F9"] : ["F9"], icon: IconPackageExport, disabled: !canHand, run: () => setOver("deliver") };
  const deposit: Action = { id: "order.take_deposit", label: "order.take_deposit", keys: ["F4"], icon: IconCash, disabled: !canHand || here.deposit >= here.total, run: () => setOver("deposit") };
  const main = here?.state === "ready" && canHand ? [deliver] : next;
  const rest: Action[] = [
    ...(back ? [{ id: "order.back", label: "order.step_back" as const, keys: ["Ctrl+Z"], icon: IconArrowBackUp, disabled: !mayWrite, run: () => void go(back.to) }] : []),
    ...(cancel ? [{ id: "order.cancel", label: "order.to_cancelled" as const, keys: ["Shift+Delete"], icon: IconX, disabled: !mayWrite, run: () => void go("cancelled") }] : []),
  ];
  useActions([...main, ...(canHand && !main.includes(deliver) ? [deliver] : []), ...(canHand ? [deposit] : []), ...rest], { title: "order.one", off: over !== null });

  if (!here)
    return (
      <Aside label={t("order.one")} title={error instanceof Problem ? error.message : <Skeleton width={160} height={20} />}>
        {!error && [90, 18, 18, 18].map((height, at) => <Skeleton key={at} height={height} />)}
      </Aside>
    );
  return (
    <>
      <Aside
        reading
        label={t("order.titled", { Number: here.number })}
        title={<Num>{here.number}</Num>}
        mark={<StateTag state={here.state} />}
        note={
          <a href={href(`/customers/${here.customer_id}`)} className="orders-link">
            <Bdi>{here.customer_name}</Bdi>
          </a>
        }
        foot={
          mayWrite && (
            <>
              {main.map((action) => (
                <ActionButton key={action.id} action={action} kind="primary" className="grow" />
              ))}
              {canHand && !main.includes(deliver) && <ActionButton action={deliver} className="grow" />}
              {canHand && here.deposit < here.total && <ActionButton action={deposit} className="grow" />}
              {rest.map((action) => (
                <ActionButton key={action.id} action={action} kind="ghost" />
              ))}
            </>
          )
        }
      >
        <Head order={here} />
        <Goods order={here} />
        <Timeline events={here.timeline} />
      </Aside>
      {over === "deliver" && <DeliverDialog order={here} onClose={() => setOver(null)} />}
      {over === "deposit" && <DepositDialog order={here} onClose={() => setOver(null)} />}
    </>
  );
}

function Head({ order }: { order: Order }) {
  const t = useT();
  const way = progress(order.state);
  return (
    <>
      <DeepTile className="orders-tile">
        <div>
          <div className="sm mut">{t("order.promised")}</div>
          <div className="orders-when">{order.promised_on ? <Promised order={order} /> : t("order.no_promise")}</div>
        </div>
        <Road by={order.delivery} />
      </DeepTile>
      {way && (
        <div className="orders-way" role="img" aria-label={t("order.step_of", { At: way.at, Of: way.of })}>
          {Array.from({ length: way.of }, (_, at) => (
            <i key={at} className={at < way.at ? "on" : undefined} />
          ))}
        </div>
      )}
      <dl className="facts">
        <dt>{t("order.total")}</dt>
        <dd>
          <b>
            <Money rial={order.total} unit />
          </b>
        </dd>
        <dt>{t("order.paid")}</dt>
        <dd>
          <Ahead order={order} />
        </dd>
        {order.recipient && (
          <>
            <dt>{t("order.recipient")}</dt>
            <dd>
              <Bdi>{order.recipient}</Bdi>
            </dd>
          </>
        )}
        {order.phone && (
          <>
            <dt>{t("order.phone")}</dt>
            <dd>
              <Phone>{order.phone}</Phone>
            </dd>
          </>
        )}
        {order.address && (
          <>
            <dt>{t("order.address")}</dt>
            <dd>
              <Bdi>{order.address}</Bdi>
            </dd>
          </>
        )}
        {order.note && (
          <>
            <dt>{t("order.note")}</dt>
            <dd>
              <Bdi>{order.note}</Bdi>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Goods({ order }: { order: Order }) {
  const t = useT();
  return (
    <section aria-label={t("order.goods")}>
      <h3>{t("order.goods")}</h3>
      <ul className="orders-lines">
        {order.items.map((line) => (
          <li key={line.id}>
            <span className="grow">
              <Bdi>{line.name}</Bdi>
            </span>
            <span className="num-col">
              <Quantity>{line.quantity}</Quantity> <bdi className="unit">{line.unit}</bdi>
            </span>
            {line.delivered !== "0" && (
              <span className="xs mut orders-left">
                {t("order.handed")} <Quantity>{line.delivered}</Quantity>
                {leftOf(line) !== "0" && (
                  <>
                    {" · "}
                    {t("order.left")} <Quantity>{leftOf(line)}</Quantity>
                  </>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Timeline({ events }: { events: readonly OrderEvent[] }) {
  const t = useT();
  return (
    <section aria-label={t("order.timeline")}>
      <h3>{t("order.timeline")}</h3>
      <ol className="orders-timeline">
        {events.map((event) => (
          <li key={event.id}>
            <span className="grow">
              <b>{event.kind === "state" ? t(`order.state_${event.to}` as Key) : t(`order.event_${event.kind}` as Key)}</b>{" "}
              {(event.kind === "deposit" || event.kind === "delivery") && <Money rial={event.amount} />}
              <span className="xs mut orders-who">
                <Bdi>{event.staff_name}</Bdi>
                {event.kind === "deposit" && <> · {t(`method.${event.note}` as Key)}</>}
                {event.kind === "delivery" && (
                  <>
                    {" · "}
                    <a className="orders-link" href={href(`/invoices/${event.ref_id}`)}>
                      <Num>{event.note}</Num>
                    </a>
                  </>
                )}
                {event.kind === "state" && event.note && (
                  <>
                    {" · "}
                    <Bdi>{event.note}</Bdi>
                  </>
                )}
              </span>
            </span>
            <span className="xs mut">
              <When as="both">{event.at}</When>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
