import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Action } from "@/lib/actions";
import type { Basket as KeptBasket } from "@/lib/api/types";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { Kbd } from "@/ui/Kbd";
import { Bdi, Money } from "@/ui/Num";
import { refused } from "@/ui/Toast";
import { basketFrom, isBlank, latestOf, longWait, waitsSince, type Basket } from "./basket";
import { followBaskets, recall, standStill, takeOver } from "./counter";
import { useCustomer, useQuote } from "./queries";

/** Baskets that wait at other tills; those of this one follow what the server has. While it is being paid, nothing moves. */
export function useElsewhere(paying: boolean): readonly KeptBasket[] {
  useEffect(() => standStill(paying), [paying]);
  return useQuery({ queryKey: ["local_baskets"], queryFn: followBaskets, refetchInterval: 4000, staleTime: 0 }).data ?? none;
}

const none: readonly KeptBasket[] = [];

/** Is there a choice of what to call back? */
export const several = ({ baskets, current }: { baskets: readonly Basket[]; current: string }, elsewhere: readonly KeptBasket[]) =>
  baskets.filter((one) => one.id !== current && !isBlank(one)).length + 2 * elsewhere.length > 1;

/** The time, looked at twice a minute: ages are told in minutes. */
export function useSomeTime(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How long a basket has been waiting; one that may have been forgotten stands out. */
export function Age({ basket, now }: { basket: Basket; now: number }) {
  const t = useT();
  const minutes = Math.max(0, Math.floor((now - waitsSince(basket)) / 60_000));
  const hours = Math.floor(minutes / 60);
  const said = minutes < 1 ? t("held.just_now") : minutes < 120 ? t("held.minutes", { Count: minutes }) : hours < 48 ? t("held.hours", { Count: hours }) : t("held.days", { Count: Math.floor(hours / 24) });
  return <span className={minutes < longWait ? undefined : "held-long"}>{said}</span>;
}

/** Whose it is: the note that was left, or else the customer. */
export function Owner({ basket }: { basket: Basket }) {
  const t = useT();
  const customer = useCustomer(basket.customer_id);
  return <>{basket.note ? <Bdi>{basket.note}</Bdi> : customer.data ? <Bdi>{customer.data.name}</Bdi> : t("app.guest")}</>;
}

export function Sum({ basket }: { basket: Basket }) {
  const { quote } = useQuote(basket);
  return quote ? <Money rial={quote.total} /> : null;
}

interface Props {
  baskets: readonly Basket[];
  current: string;
  elsewhere: readonly KeptBasket[];
  onClose: () => void;
}

/** F5 where more than one basket waits: those of this till by their number, and those that other tills have set aside. */
export function Recall({ baskets, current, elsewhere, onClose }: Props) {
  const t = useT();
  const now = useSomeTime();
  const bring = async (id: string) => {
    try {
      await takeOver(id);
    } catch (cause) {
      refused(cause);
    }
    onClose();
  };
  const here = (place: number) => {
    recall(place);
    onClose();
  };
  const rows = [
    ...baskets.flatMap((basket, place) => (basket.id === current || isBlank(basket) ? [] : [{ basket, no: place + 1, where: "", run: () => here(place) }])),
    ...elsewhere.map((kept, at) => ({ basket: basketFrom(kept), no: baskets.length + at + 1, where: t("held.at", { Till: `\u2068${kept.till}\u2069`, Name: `\u2068${kept.staff}\u2069` }), run: () => void bring(kept.id) })),
  ];
  // Of this till first: the one that went last. It stays the same one when others come or go.
  const [chosen, choose] = useState(() => (latestOf(rows.filter(({ where }) => where === "")) ?? latestOf(rows))?.basket.id);
  const at = Math.max(0, rows.findIndex(({ basket }) => basket.id === chosen));
  const go = (by: number) => choose(rows[(at + by + rows.length) % Math.max(1, rows.length)]?.basket.id);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => void list.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" }), [chosen]);
  const numbers: Action[] = rows.filter(({ no }) => no < 10).map(({ no, run }) => ({ id: `held.${no}`, label: "counter.recall", keys: [String(no)], silent: true, run }));
  return (
    <Dialog
      title={t("held.title")}
      onClose={onClose}
      width={560}
      actions={[
        ...numbers,
        { id: "held.take", label: "counter.recall", keys: ["Enter"], run: () => rows[at]?.run() },
        { id: "held.down", label: "counter.line_after", keys: ["ArrowDown"], silent: true, repeats: true, run: () => go(1) },
        { id: "held.up", label: "counter.line_before", keys: ["ArrowUp"], silent: true, repeats: true, run: () => go(-1) },
      ]}
    >
      <ul ref={list} className="held-list" aria-label={t("held.title")}>
        {rows.map(({ basket, no, where, run }, row) => (
          <li key={basket.id}>
            <button type="button" className="held-one" aria-current={row === at} onClick={run} onFocus={() => choose(basket.id)} tabIndex={-1}>
              <Kbd keys={String(no)} />
              <span className="grow held-who">
                <b className="ell">
                  <Owner basket={basket} />
                </b>
                <span className="xs mut">
                  {t("counter.line_count", { Count: basket.lines.length })} · <Age basket={basket} now={now} />
                  {where && <> · {where}</>}
                </span>
              </span>
              <b className="num-col">
                <Sum basket={basket} />
              </b>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Shift+F4: set aside with a word on who or what it waits for. */
export function HoldNote({ note, onHold, onClose }: { note: string; onHold: (note: string) => void; onClose: () => void }) {
  const t = useT();
  const form = useForm({ note }, ({ note: typed }) => {
    onHold(typed.trim());
    return Promise.resolve();
  });
  return (
    <FormDialog title={t("counter.hold_note")} form={form} onClose={onClose} width={420} save={t("counter.hold")}>
      <TextField label={t("counter.note")} name="note" maxLength={60} value={form.values.note} onChange={(typed) => form.set("note", typed)} hint={t("held.note_hint")} />
    </FormDialog>
  );
}
