import { IconArrowBackUp, IconCash, IconCheck, IconEye, IconPackageExport, IconPencil, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { PartsOfLine } from "@/features/bundle/Parts";
import { useActions, type Action } from "@/lib/actions";
import { TakeMoney } from "@/features/customer/TakeMoney";
import { newId } from "@/lib/api/client";
import type { Contact, Order } from "@/lib/api/types";
import { useT, type Key } from "@/lib/i18n";
import { useKnow } from "@/lib/know";
import { href } from "@/lib/router";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { Bdi, Money, Num, Phone, Quantity } from "@/ui/Num";
import { DeepTile, Notice } from "@/ui/Panel";
import { Aside, AsideWaiting } from "@/ui/Split";
import { refused, toast } from "@/ui/Toast";
import { ChangeDialog } from "./ChangeDialog";
import { DeliverDialog } from "./DeliverDialog";
import { DepositDialog } from "./DepositDialog";
import { LetGoDialog } from "./LetGoDialog";
import { Ahead, Partly, Promised, Road, StateTag } from "./Parts";
import { takeStep, useContact, useOrder } from "./queries";
import { OrderTimeline } from "./Timeline";
import { isPartly, leftOf, progress } from "./values";

const holds = ["received", "confirmed", "preparing", "ready"];
const closed = ["done", "cancelled", "returned"];

/** One order: when it was promised for, what is in it, who did what, and what comes next. */
export function OrderPanel({ id }: { id: string }) {
  const t = useT();
  const know = useKnow();
  const maySell = useMay("sell");
  const mayWrite = useMay("order_write");
  const maySee = useMay("sealed_read");
  const [over, setOver] = useState<"deliver" | "deposit" | "pay" | "change" | "cancelled" | "done" | null>(null);
  const [seen, setSeen] = useState<string | null>(null);
  const { data: order, error } = useOrder(id);
  // A key pressed twice is one step: the next is offered when this one is drawn.
  const going = useRef(false);
  useEffect(() => void (going.current = false), [order]);
  const contact = useContact(id, seen === id).data;

  const go = async (to: string) => {
    // What was paid ahead and not used may go back when the order is let go.
    if ((to === "cancelled" || (to === "done" && canHand)) && here && here.ahead > 0) return setOver(to);
    if (going.current) return;
    going.current = true;
    try {
      const after = await takeStep(id, { id: newId(), state: to });
      await know(["orders", "one", id], after);
      toast(t("order.moved", { Number: after.number, State: t(`order.state_${after.state}` as Key) }));
    } catch (refusal) {
      going.current = false;
      refused(refusal);
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
  const deposit: Action = { id: "order.take_deposit", label: "order.take_deposit", keys: ["F4"], icon: IconCash, run: () => setOver("deposit") };
  // What was handed over and not paid comes before what is paid ahead.
  const owes = here !== undefined && maySell && here.owed > 0;
  const pay: Action = { id: "order.pay", label: "order.pay", keys: ["F4"], icon: IconCash, run: () => setOver("pay") };
  const money = owes ? [pay] : canHand && here.left_to_pay > 0 ? [deposit] : [];
  const change: Action = { id: "order.change", label: "order.change", keys: ["Alt+P"], icon: IconPencil, run: () => setOver("change") };
  const canChange = here !== undefined && mayWrite && here.items.length > 0 && !closed.includes(here.state);
  const brought = here !== undefined && here.delivery !== "pickup" && (holds.includes(here.state) || here.state === "sent");
  const canSee = here !== undefined && mayWrite && seen !== id && (maySee || brought) && (brought || here.phone !== "" || here.address !== "");
  const show: Action = { id: "order.contact", label: "order.contact_show", keys: ["F6"], icon: IconEye, run: () => setSeen(id) };
  const main = here?.state === "ready" && canHand ? [deliver] : next;
  const rest: Action[] = [
    ...(back ? [{ id: "order.back", label: "order.step_back" as const, keys: ["Ctrl+Z"], icon: IconArrowBackUp, disabled: !mayWrite, run: () => void go(back.to) }] : []),
    ...(cancel ? [{ id: "order.cancel", label: "order.to_cancelled" as const, keys: ["Shift+Delete"], icon: IconX, disabled: !mayWrite, run: () => void go("cancelled") }] : []),
  ];
  useActions([...main, ...(canHand && !main.includes(deliver) ? [deliver] : []), ...money, ...(canChange ? [change] : []), ...(canSee ? [show] : []), ...rest], { title: "order.one", of: here?.id ?? null, off: over !== null });

  if (!here) return <AsideWaiting label={t("order.one")} error={error} />;
  return (
    <>
      <Aside
        reading
        label={t("order.titled", { Number: here.number })}
        title={<Num>{here.number}</Num>}
        mark={<><StateTag state={here.state} /> <Partly order={here} /></>}
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
              {money.map((action) => (
                <ActionButton key={action.id} action={action} className="grow" />
              ))}
              {rest.map((action) => (
                <ActionButton key={action.id} action={action} kind="ghost" />
              ))}
            </>
          )
        }
      >
        <Head order={here} contact={contact} show={canSee ? show : null} change={canChange ? change : null} />
        <Goods order={here} />
        <OrderTimeline events={here.timeline} />
      </Aside>
      {over === "change" && <ChangeDialog order={here} contact={contact} onClose={() => setOver(null)} />}
      {(over === "cancelled" || over === "done") && <LetGoDialog order={here} to={over} onClose={() => setOver(null)} />}
      {over === "deliver" && <DeliverDialog order={here} onClose={() => setOver(null)} />}
      {over === "deposit" && <DepositDialog order={here} onClose={() => setOver(null)} />}
      {over === "pay" && <TakeMoney customer={{ id: here.customer_id, name: here.customer_name, balance: here.owed }} invoices={here.owing} onClose={() => setOver(null)} />}
    </>
  );
}

function Head({ order, contact, show, change }: { order: Order; contact: Contact | undefined; show: Action | null; change: Action | null }) {
  const t = useT();
  const way = progress(order.state);
  const phone = contact ? contact.phone || contact.customer_phone : order.phone;
  const address = contact ? contact.address || contact.customer_address : order.address;
  const ofCustomer = (own: string | undefined) => contact && own === "" && <span className="xs mut orders-who">{t("order.contact_of_customer")}</span>;
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
          {order.delivered || closed.includes(order.state) ? <Money rial={order.paid} unit /> : <Ahead order={order} />}
        </dd>
        {order.delivered && order.ahead > 0 && (
          <>
            <dt>{t("order.held_still")}</dt>
            <dd>
              <Money rial={order.ahead} unit />
            </dd>
          </>
        )}
        {order.owed > 0 && (
          <>
            <dt>{t("order.owed")}</dt>
            <dd className="orders-partly">
              <b>
                <Money rial={order.owed} unit />
              </b>
            </dd>
          </>
        )}
        {isPartly(order) && (
          <>
            <dt>{t("order.rest_to_pay")}</dt>
            <dd>
              <Money rial={order.left_to_pay} unit />
            </dd>
          </>
        )}
        {order.recipient && (
          <>
            <dt>{t("order.recipient")}</dt>
            <dd>
              <Bdi>{order.recipient}</Bdi>
            </dd>
          </>
        )}
        {phone && (
          <>
            <dt>{t("order.phone")}</dt>
            <dd>
              <Phone>{phone}</Phone>
              {ofCustomer(contact?.phone)}
            </dd>
          </>
        )}
        {address && (
          <>
            <dt>{t("order.address")}</dt>
            <dd>
              <Bdi>{address}</Bdi>
              {ofCustomer(contact?.address)}
            </dd>
          </>
        )}
        {order.tracking_code && (
          <>
            <dt>{t("order.tracking_code")}</dt>
            <dd>
              <Num>{order.tracking_code}</Num>
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
      {order.no_address && <Notice kind="needs">{t("order.address_none")}</Notice>}
      {show && (
        <div className="orders-veil">
          <span className="sm grow">{t("order.contact_hidden")}</span>
          <ActionButton action={show} />
        </div>
      )}
      {change && (
        <div>
          <ActionButton action={change} />
        </div>
      )}
      {contact && <Notice>{t("order.contact_shown")}</Notice>}
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
            <PartsOfLine parts={line.parts} />
          </li>
        ))}
      </ul>
    </section>
  );
}
