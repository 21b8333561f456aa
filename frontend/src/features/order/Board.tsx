import { useVirtualizer } from "@tanstack/react-virtual";
import { useElementSize } from "@mantine/hooks";
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import type { OrderRow } from "@/lib/api/types";
import { nowhere } from "@/lib/focus";
import { useT, type Key } from "@/lib/i18n";
import { Bdi, Money, Num } from "@/ui/Num";
import { useSlots } from "@/ui/rows";
import type { Asked } from "@/lib/views";
import { Ahead, Partly, Promised, Road } from "./Parts";
import { useCounts, useOrders } from "./queries";
import { columns } from "./values";

/** Of most cards; each is measured when it is drawn, since names take the lines that they need. */
const cardHeight = 104;
const betweenCards = 8;

interface Props {
  asked: Asked;
  current: string | null;
  onCurrent: (id: string) => void;
}

/**
 * Hands the focus of the frame around the cards on to the current one. Whoever comes from elsewhere, as from the search, begins with the first; but where the focus
 * only got lost, because the order went on and its card isn't drawn yet, no other order is taken.
 */
export function toCard({ target, currentTarget, relatedTarget }: FocusEvent<HTMLElement>, current: string | null) {
  if (target !== currentTarget) return;
  const first = current === null || relatedTarget ? currentTarget.querySelector<HTMLElement>(".orders-card[tabindex='0']") : null;
  (currentTarget.querySelector<HTMLElement>("[aria-current=true]") ?? first)?.focus();
}

/** The open orders by state. Arrows go from card to card and from column to column. */
export function Board({ asked, current, onCurrent }: Props) {
  const t = useT();
  const counts = useCounts().data;
  // Who looks for one wants to know of it even where nothing is to be done any more.
  const shown = asked.q === "" ? columns : [...columns, "closed"];
  const narrowed = asked.q !== "" || Object.keys(asked.filters).length > 0;
  const rows = useRef(new Map<string, readonly OrderRow[]>());
  const [focus, setFocus] = useState(0);
  const press = (event: KeyboardEvent) => {
    const at = shown.findIndex((state) => rows.current.get(state)?.some(({ id }) => id === current));
    const column = at < 0 ? shown.findIndex((state) => (rows.current.get(state)?.length ?? 0) > 0) : at;
    if (column < 0) return;
    const own = rows.current.get(shown[column] ?? "") ?? [];
    const place = own.findIndex(({ id }) => id === current);
    const rtl = document.documentElement.dir === "rtl";
    let next: OrderRow | undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") next = own[place + (event.key === "ArrowDown" ? 1 : -1)];
    else if (event.key === "Home" || event.key === "End") next = own.at(event.key === "Home" ? 0 : -1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const by = (event.key === "ArrowRight") === rtl ? -1 : 1;
      for (let to = column + by; to >= 0 && to < shown.length && !next; to += by) {
        const there = rows.current.get(shown[to] ?? "") ?? [];
        next = there[Math.min(Math.max(place, 0), there.length - 1)];
      }
    } else return;
    event.preventDefault();
    if (!next) return;
    onCurrent(next.id);
    setFocus(focus + 1);
  };
  // While nothing has the focus the arrows are meant for the cards: the one that stands open, else the first.
  const begin = useRef((): boolean => false);
  begin.current = () => {
    const all = shown.flatMap((state) => rows.current.get(state) ?? []);
    const id = (all.find((order) => order.id === current) ?? all[0])?.id;
    if (id === undefined) return false;
    onCurrent(id);
    setFocus(focus + 1);
    return true;
  };
  useEffect(() => {
    const arrive = (event: globalThis.KeyboardEvent) => {
      if (!event.defaultPrevented && /^Arrow/.test(event.key) && (nowhere() || document.activeElement?.matches("main, .orders-frame")) && begin.current()) event.preventDefault();
    };
    window.addEventListener("keydown", arrive);
    return () => window.removeEventListener("keydown", arrive);
  }, []);
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the cards in it are what has the focus
    <div className="orders-board" onKeyDown={press}>
      {shown.map((state) => (
        <Column
          key={state}
          state={state}
          asked={asked}
          count={narrowed ? undefined : (counts?.get(state) ?? 0)}
          current={current}
          focus={focus}
          onCurrent={onCurrent}
          onRows={(list) => rows.current.set(state, list)}
          label={t(state === "closed" ? "order.closed" : (`order.state_${state}` as Key))}
        />
      ))}
    </div>
  );
}

interface ColumnProps extends Props {
  state: string;
  label: string;
  count: number | undefined;
  focus: number;
  onRows: (rows: readonly OrderRow[]) => void;
}

function Column({ state, label, asked, count, current, focus, onCurrent, onRows }: ColumnProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { ref: breadth, width } = useElementSize<HTMLDivElement>();
  const list = useOrders({ ...asked, ...(state === "closed" ? { sort: "", filters: { ...asked.filters, closed: "true" } } : { sort: "promised", filters: { ...asked.filters, state } }) });
  const { rows } = list;
  onRows(rows);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions change with the scroll position, as wanted here
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => cardHeight, gap: betweenCards, overscan: 3 });
  const items = virtual.getVirtualItems();
  const drawn = items.flatMap(({ index: place, start }) => (rows[place] ? [{ order: rows[place], place, start }] : []));
  const slots = useSlots(drawn.map(({ order }) => order.id));
  // In the order of the pieces, so that none of them is moved in the page.
  const cards = drawn.map((one, at) => ({ ...one, slot: slots[at] ?? 0 })).sort((a, b) => a.slot - b.slot);
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 30) list.onEnd();
  });
  const index = rows.findIndex(({ id }) => id === current);
  // The cards keep the same function for ever, so that a moved cursor draws two of them and not all.
  const taken = useRef(onCurrent);
  taken.current = onCurrent;
  const take = useCallback((id: string) => taken.current(id), []);
  const among = () => nowhere() || scroll.current?.closest(".orders-frame")?.contains(document.activeElement) === true;
  const toCurrent = (may: () => boolean) => {
    virtual.scrollToIndex(index);
    // Until the frame is drawn somebody may have gone elsewhere, as into a window that opened.
    requestAnimationFrame(() => may() && scroll.current?.querySelector<HTMLElement>("[aria-current=true]")?.focus());
  };
  useEffect(() => {
    if (index >= 0 && focus > 0) toCurrent(() => document.querySelector("[aria-modal=true]") === null);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the focus follows the keys
  }, [focus]);
  // An order that goes on into this column takes the focus with it, unless somebody is elsewhere by now.
  const here = index < 0 ? null : current;
  useEffect(() => {
    if (here !== null && among()) toCurrent(among);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each order that comes
  }, [here]);
  return (
    <section className="orders-column" aria-label={label}>
      <h2>
        <i className={`orders-dot ${state}`} aria-hidden="true" />
        <span className="grow">{label}</span>
        <span className="mut">
          <Num>{count ?? rows.length}</Num>
          {count === undefined && list.more && "+"}
        </span>
      </h2>
      <div className="orders-cards" ref={scroll}>
        <div ref={breadth} role={items.length > 0 ? "feed" : undefined} aria-label={items.length > 0 ? label : undefined} style={{ blockSize: virtual.getTotalSize() }}>
          {cards.map(({ order, place, start, slot }) => (
            <Card key={slot} order={order} place={place} start={start} current={order.id === current} first={index < 0 && place === 0} width={width} onTake={take} onHeight={virtual.resizeItem} />
          ))}
        </div>
      </div>
    </section>
  );
}

interface CardProps {
  order: OrderRow;
  place: number;
  /** Where it stands in its column. */
  start: number;
  current: boolean;
  /** The one that Tab comes to while none is current. */
  first: boolean;
  /** Of its column: another one breaks its lines elsewhere. */
  width: number;
  onTake: (id: string) => void;
  onHeight: (place: number, height: number) => void;
}

function PlainCard({ order, place, start, current, first, width, onTake, onHeight }: CardProps) {
  const t = useT();
  const own = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (own.current) onHeight(place, own.current.offsetHeight);
  }, [order, place, width, t, onHeight]);
  return (
    // an article of a feed has the focus by itself; Enter is then the order's next step
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <article
      ref={own}
      className="orders-card"
      style={{ transform: `translateY(${start}px)` }}
      aria-current={current}
      aria-label={`${order.customer_name} ${order.number}`}
      aria-posinset={place + 1}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={current || first ? 0 : -1}
      onClick={() => onTake(order.id)}
      onFocus={() => !current && onTake(order.id)}
    >
      <b>
        <Bdi>{order.customer_name}</Bdi> <Partly order={order} />
      </b>
      <span className="sec xs">
        <Bdi>{order.first}</Bdi>
        {order.lines > 1 && <> {t("order.and_more", { Count: order.lines - 1 })}</>}
      </span>
      <span className="orders-row">
        <b>
          <Money rial={order.total} />
        </b>
        <Ahead order={order} />
      </span>
      <span className="orders-row">
        <Promised order={order} />
        <span className="orders-road">
          <Num>{order.number}</Num>
          <Road by={order.delivery} bare />
        </span>
      </span>
    </article>
  );
}

/** Drawn again only when its own order or place change. */
const Card = memo(PlainCard);
