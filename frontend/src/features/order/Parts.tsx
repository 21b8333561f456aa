import { IconBuildingStore, IconClock, IconMail, IconPackageExport, IconTruckDelivery } from "@tabler/icons-react";
import type { OrderRow } from "@/lib/api/types";
import { isoDay } from "@/lib/dates";
import { useT, type Key } from "@/lib/i18n";
import { Money, Num, When } from "@/ui/Num";
import { Tag } from "@/ui/Panel";
import { dueOf, isPartly, standing } from "./values";

const noon = (day: string) => new Date(`${day}T12:00:00+03:30`);

/** A promise as the timeline tells it: the day, and the hour where one was said. */
export function promiseOf(text: string): { day: Date; hour: string } {
  const [day = "", hour = ""] = text.split(" ");
  return { day: noon(day), hour };
}

/** When it was promised for, in words where it is near. */
export function Promised({ order }: { order: Pick<OrderRow, "promised_on" | "promised_time" | "state"> }) {
  const t = useT();
  const today = isoDay();
  const due = dueOf(order, today);
  if (due === null) return <span className="mut">–</span>;
  const days = Math.round((noon(order.promised_on).getTime() - noon(today).getTime()) / 86_400_000);
  return (
    <span className={`orders-promise ${due}`}>
      <IconClock size={14} stroke={1.75} aria-hidden="true" />
      {days === 0 ? t("order.today") : days === 1 ? t("order.tomorrow") : days === -1 ? t("order.yesterday") : <When>{noon(order.promised_on)}</When>}
      {order.promised_time && <Num>{order.promised_time}</Num>}
    </span>
  );
}

const roads = { pickup: IconBuildingStore, courier: IconTruckDelivery, post: IconMail };

/** How it goes out. */
export function Road({ by, bare = false }: { by: OrderRow["delivery"]; bare?: boolean }) {
  const t = useT();
  if (by === "") return null;
  const Icon = roads[by];
  return (
    <span className="orders-road" title={bare ? t(`order.by_${by}` as Key) : undefined}>
      <Icon size={14} stroke={1.75} aria-hidden="true" /> <span className={bare ? "sr" : undefined}>{t(`order.by_${by}` as Key)}</span>
    </span>
  );
}

export function StateTag({ state }: { state: string }) {
  const t = useT();
  const kind = state === "ready" ? "needs" : state === "done" || state === "delivered" ? "good" : state === "cancelled" || state === "returned" ? "" : "info";
  return <Tag kind={kind}>{t(`order.state_${state}` as Key)}</Tag>;
}

/** Marks an order of which a part went out and the rest is still to. */
export function Partly({ order }: { order: OrderRow }) {
  const t = useT();
  if (!isPartly(order)) return null;
  return (
    <span className="orders-part" title={t("order.partly")}>
      <IconPackageExport size={14} stroke={1.75} aria-label={t("order.partly")} />
    </span>
  );
}

/** How it stands with the money for it, in a few words; once it is closed its invoices tell. */
export function Ahead({ order }: { order: OrderRow }) {
  const t = useT();
  const [said, rial] = standing(order);
  if (said === null) return <span className="mut">–</span>;
  if (rial === 0) return <span className={said === "paid_ahead" ? "orders-paid" : "mut"}>{t(`order.${said}`)}</span>;
  return (
    <span className="orders-partly">
      <span>{t(`order.${said}`)}</span> <Money rial={rial} />
    </span>
  );
}
