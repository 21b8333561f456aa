import { IconArrowBarToDown, IconArrowBarUp, IconCalculator, IconPrinter, IconReceipt } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { usePrinters } from "@/features/invoice/queries";
import { useActions, type Action } from "@/lib/actions";
import type { Shift } from "@/lib/api/types";
import { hasText, useT, type Key } from "@/lib/i18n";
import { openPdf } from "@/lib/openPdf";
import { usePreferences } from "@/lib/prefs";
import { till, useMay } from "@/lib/session";
import { useStore } from "@/lib/store";
import { ActionButton } from "@/ui/Button";
import { Bdi, Money, Num, Percent, When } from "@/ui/Num";
import { DeepTile, Tag } from "@/ui/Panel";
import { Aside, AsideWaiting } from "@/ui/Split";
import { refused, toast } from "@/ui/Toast";
import { CountDialog } from "./CountDialog";
import { MoveDialog } from "./MoveDialog";
import { called } from "./counting";
import { rollShift, useShift } from "./queries";

type ShiftTotals = NonNullable<Shift["totals"]>;

/** One shift: what it began with, what went in and out, and how it was closed. */
export function ShiftPanel({ id }: { id: string }) {
  const t = useT();
  const { data: shift, error } = useShift(id);
  const { language } = usePreferences();
  const here = useStore(till);
  const mayClose = useMay("shift_close");
  const [asked, setAsked] = useState<"in" | "out" | "count" | null>(null);
  const closed = !shift || Boolean(shift.close);
  const close = () => setAsked(null);
  const printer = usePrinters().data?.items.find(({ till_id }) => till_id === here?.id);
  /** Out of this till's printer, or as PDF where it has none. */
  const onRoll = () =>
    void (printer
      ? rollShift(id, printer.till_id, language).then(() => toast(t("shift.rolled")))
      : openPdf(`/api/shifts/${id}/pdf?lang=${language}&paper=80mm`)
    ).catch(refused);
  const into: Action = { id: "shift.in", label: "shift.in", keys: ["I"], icon: IconArrowBarToDown, disabled: closed, run: () => setAsked("in") };
  const out: Action = { id: "shift.out", label: "shift.out", keys: ["O"], icon: IconArrowBarUp, disabled: closed, run: () => setAsked("out") };
  const count: Action = { id: "shift.count", label: "shift.count", keys: ["F9"], icon: IconCalculator, disabled: closed || !mayClose, run: () => setAsked("count") };
  const print: Action = {
    id: "shift.print",
    label: "shift.print",
    keys: ["P"],
    icon: IconPrinter,
    disabled: !shift?.close,
    run: () => void openPdf(`/api/shifts/${id}/pdf?lang=${language}`).catch(refused),
  };
  const roll: Action = { id: "shift.roll", label: "shift.roll", keys: ["R"], icon: IconReceipt, disabled: !shift?.close, run: onRoll };
  useActions(closed ? [print, roll] : [into, out, count], { title: "nav.shift", of: shift?.id ?? null });
  const seen = asked === "count" ? undefined : shift?.totals;
  if (!shift) return <AsideWaiting label={t("nav.shift")} error={error} />;
  return (
    <Aside
      reading
      label={t("shift.titled", { Number: shift.number })}
      title={<Num>{shift.number}</Num>}
      mark={shift.close ? undefined : <Tag kind="good">{t("shift.still_open")}</Tag>}
      note={
        <>
          <Bdi>{shift.till}</Bdi> · <When as="both">{shift.opened_at}</When>
        </>
      }
      foot={
        shift.close ? (
          <>
            <ActionButton action={print} kind="primary" className="grow" />
            <ActionButton action={roll} className="grow" />
          </>
        ) : (
          <>
            <ActionButton action={into} className="grow" />
            <ActionButton action={out} className="grow" />
            <ActionButton action={count} kind="primary" className="grow" />
          </>
        )
      }
    >
      <Head shift={shift} float={!seen} />
      {seen && <Drawer shift={shift} totals={seen} />}
      <Moves shift={shift} />
      {seen && <Totals totals={seen} />}
      {shift.close && <Chain close={shift.close} />}
      {(asked === "in" || asked === "out") && <MoveDialog shift={id} direction={asked} onClose={close} />}
      {asked === "count" && <CountDialog shift={shift} onClose={close} onDone={close} />}
    </Aside>
  );
}

function Head({ shift, float }: { shift: Shift; float: boolean }) {
  const t = useT();
  const end = shift.close;
  return (
    <>
      {end && (
        <DeepTile className="shift-tile">
          <div>
            <div className="sm mut">{t("shift.counted")}</div>
            <div className="shift-figure">
              <Money rial={end.counted} unit />
            </div>
          </div>
          <div className={`shift-side ${called(end.difference)}`}>
            {t(`shift.${called(end.difference)}`)} {end.difference !== 0 && <Money rial={Math.abs(end.difference)} />}
          </div>
        </DeepTile>
      )}
      <dl className="facts">
        <dt>{t("shift.opened_by")}</dt>
        <dd>
          <Bdi>{shift.opened_by.name}</Bdi>
        </dd>
        {float && (
          <>
            <dt>{t("shift.opening")}</dt>
            <dd>
              <Money rial={shift.opening} unit />
            </dd>
          </>
        )}
        {end && (
          <>
            <dt>{t("shift.closed_by")}</dt>
            <dd>
              <Bdi>{end.by.name}</Bdi> · <When as="both">{end.at}</When>
            </dd>
            {end.note && (
              <>
                <dt>{t("shift.note")}</dt>
                <dd>
                  <Bdi>{end.note}</Bdi>
                </dd>
              </>
            )}
          </>
        )}
      </dl>
    </>
  );
}

/** The drawer line by line, from the float to what it should hold. Nobody sees it while they count. */
function Drawer({ shift, totals }: { shift: Shift; totals: ShiftTotals }) {
  const t = useT();
  return (
    <Sums title={t("shift.cash")}>
      <Sum name={t("shift.opening")} rial={shift.opening} />
      {totals.flows.map(({ what, cash }) => cash !== 0 && <Sum key={what} name={t(`shift.cash_${what}`)} rial={cash} />)}
      {totals.moved_in > 0 && <Sum name={t("shift.in")} rial={totals.moved_in} />}
      {totals.moved_out > 0 && <Sum name={t("shift.out")} rial={-totals.moved_out} />}
      <Sum name={t("shift.expected")} rial={totals.expected} strong />
    </Sums>
  );
}

function Moves({ shift }: { shift: Shift }) {
  const t = useT();
  return (
    <section aria-label={t("shift.moves")}>
      <h3>{t("shift.moves")}</h3>
      {shift.moves.length === 0 && <p className="sm mut">{t("shift.no_moves")}</p>}
      <ul className="shift-moves">
        {shift.moves.map((move) => (
          <li key={move.id}>
            <span>
              <Bdi>{move.reason}</Bdi>
            </span>
            <b className="num-col">
              <Money rial={move.direction === "in" ? move.amount : -move.amount} />
            </b>
            <span className="xs mut">
              {t(move.direction === "in" ? "shift.in" : "shift.out")} · <Bdi>{move.by.name}</Bdi> · <When as="time">{move.at}</When>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Totals({ totals }: { totals: ShiftTotals }) {
  const t = useT();
  return (
    <>
      <Sums title={t("shift.sold")}>
        <Sum name={t("shift.invoices", { Count: totals.invoices })} rial={totals.sold} strong />
        {(["paid", "ahead", "traded", "owed"] as const).map((of) => totals[of] !== 0 && <Sum key={of} name={t(`shift.${of}`)} rial={totals[of]} />)}
        {totals.returned !== 0 && <Sum name={t("shift.returned")} rial={-totals.returned} strong />}
        {(["paid_out", "traded_for", "taken_off"] as const).map((of) => totals[of] !== 0 && <Sum key={of} name={t(`shift.${of}`)} rial={-totals[of]} />)}
        {totals.rounding !== 0 && <Sum name={t("shift.rounding")} rial={totals.rounding} />}
      </Sums>
      {totals.methods.length > 0 && (
        <Sums title={t("shift.methods")}>
          {totals.methods.map(({ method, in: came, back }) => (
            <Sum key={method} name={t(`method.${method}` as Key)} rial={came - back} note={back > 0 && <>{t("shift.back")} <Money rial={back} /></>} />
          ))}
        </Sums>
      )}
      {totals.flows.length > 0 && (
        <Sums title={t("shift.flows")}>
          {totals.flows.map(({ what, cash, other }) => (
            <Sum key={what} name={t(`shift.flow_${what}`)} rial={cash + other} />
          ))}
        </Sums>
      )}
      {totals.taxes.length > 0 && (
        <Sums title={t("shift.taxes")}>
          {totals.taxes.map(({ rate_bp, net, tax }) => (
            <Sum key={rate_bp} name={<Percent>{rate_bp / 100}</Percent>} rial={tax} note={<>{t("shift.net")} <Money rial={net} /></>} />
          ))}
        </Sums>
      )}
      {totals.people.length > 0 && (
        <Sums title={t("shift.people")}>
          {totals.people.map(({ name, count, total }) => (
            <Sum key={name} name={<Bdi>{name}</Bdi>} rial={total} note={t("shift.invoices", { Count: count })} />
          ))}
        </Sums>
      )}
      {totals.lent.length > 0 && (
        <section aria-label={t("approval.given")}>
          <h3>{t("approval.given")}</h3>
          <dl className="shift-sums">
            {totals.lent.map(({ right, to, by, at }) => (
              <div key={at + right}>
                <dt>{hasText(`right.${right}`) ? t(`right.${right}` as Key) : right}</dt>
                <dd className="xs mut">
                  {t("approval.by", { To: `\u2068${to}\u2069`, By: `\u2068${by}\u2069` })} · <When as="time">{at}</When>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

const Sums = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <h3>{title}</h3>
    <dl className="shift-sums">{children}</dl>
  </section>
);

const Sum = ({ name, rial, note, strong }: { name: ReactNode; rial: number; note?: ReactNode; strong?: boolean }) => (
  <div className={strong ? "strong" : undefined}>
    <dt>
      {name} {note && <span className="xs mut">{note}</span>}
    </dt>
    <dd className="num-col">
      <Money rial={rial} />
    </dd>
  </div>
);

/** What stands for everything that was written before the close. */
function Chain({ close }: { close: NonNullable<Shift["close"]> }) {
  const t = useT();
  return (
    <p className="xs mut">
      {t("shift.chain")} <Num>{close.chain_seq}</Num> · <bdi className="n">{close.chain_hash.slice(0, 16)}</bdi>
    </p>
  );
}
