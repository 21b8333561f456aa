import type { OrderEvent } from "@/lib/api/types";
import { useT, type Key } from "@/lib/i18n";
import { href } from "@/lib/router";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { Timeline } from "@/ui/Timeline";
import { promiseOf } from "./Parts";

/** Who did what to an order. */
export function OrderTimeline({ events }: { events: readonly OrderEvent[] }) {
  const t = useT();
  return (
    <Timeline
      title={t("order.timeline")}
      events={events}
      what={(event) => (
        <>
          <b>{event.kind === "state" ? t(`order.state_${event.to}` as Key) : t(`order.event_${event.kind}` as Key)}</b>{" "}
          {["deposit", "refund", "delivery"].includes(event.kind) && <Money rial={event.amount} />}
          {event.changes.map((change) => (
            <span key={change.field} className="sm sec timeline-more">
              {t(`order.changed_${change.field}` as Key)} {change.to && <ChangedTo {...change} />}
            </span>
          ))}
        </>
      )}
      more={(event) => (
        <>
          {(event.kind === "deposit" || event.kind === "refund") && <> · {t(`method.${event.note}` as Key)}</>}
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
        </>
      )}
    />
  );
}

/** What something was changed to. */
function ChangedTo({ field, to }: OrderEvent["changes"][number]) {
  const t = useT();
  if (field === "delivery") return <>{t(`order.by_${to}` as Key)}</>;
  if (field !== "promised") return <Bdi>{to}</Bdi>;
  const { day, hour } = promiseOf(to);
  return (
    <>
      <When>{day}</When> {hour && <Num>{hour}</Num>}
    </>
  );
}
