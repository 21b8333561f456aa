/* eslint-disable jsx-a11y/no-autofocus -- it opens by a key of the seller, who goes on typing */
import { IconArrowsLeftRight, IconBook, IconCash, IconCheck, IconCreditCard, IconPlus, IconReceipt2, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useRef, useState } from "react";
import { useActions, type Action } from "@/lib/actions";
import { Problem } from "@/lib/api/client";
import type { Method, Payment, SaleAnswer } from "@/lib/api/types";
import { refuseUnreadable } from "@/lib/form";
import { useT, type Key } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { piece } from "@/lib/piece";
import { may } from "@/lib/session";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Kbd } from "@/ui/Kbd";
import { Bdi, Money, Num, Percent } from "@/ui/Num";
import { MoneyField } from "@/ui/NumericField";
import { DeepTile, Notice } from "@/ui/Panel";
import { useAccount } from "@/features/customer/account";
import { BeyondLimit } from "@/features/customer/BeyondLimit";
import { blank, missing, refusedOf, sentOf, type Written } from "@/features/cheque/values";
import { draftOf, type Basket } from "./basket";
import { keeper } from "./counter";
import { methods, refusal, roundSums, standing, usual, withPart } from "./payments";
import { quoteOf, sell, soldAs, useCustomer, type Quoted, type Selling } from "./queries";
import { NotSold, sellSurely } from "./selling";
import { sizeOf } from "./Totals";

// The calendar and what belongs to a cheque come when somebody pays, not with the counter.
const ChequeFields = piece(() => import("@/features/cheque/ChequeFields").then(({ ChequeFields: fields }) => ({ default: fields })));

const icons: Record<Method, NonNullable<Action["icon"]>> = { cash: IconCash, card: IconCreditCard, transfer: IconArrowsLeftRight, cheque: IconReceipt2, credit: IconBook };
const words: Record<Method, { name: Key; amount: Key }> = {
  cash: { name: "pay.cash", amount: "pay.cash_amount" },
  card: { name: "pay.card", amount: "pay.card_amount" },
  transfer: { name: "pay.transfer", amount: "pay.transfer_amount" },
  cheque: { name: "pay.cheque", amount: "pay.cheque_amount" },
  credit: { name: "pay.credit", amount: "pay.credit_amount" },
};
const references: Partial<Record<Method, Key>> = { card: "pay.card_reference", transfer: "pay.transfer_reference" };

interface Props {
  basket: Basket;
  quoted: Quoted;
  /** What comes back in exchange pays that much of it, in rial. */
  traded: number;
  onBack: () => void;
  /** A debt needs a name: find the customer, then come back here. */
  onCustomer: () => void;
  /** What was handed over so far. */
  onPaid: (parts: readonly Payment[]) => void;
  onSold: (made: SaleAnswer) => void;
  /** A sale is on its way: the basket must stay as it is. */
  onBusy: (busy: boolean) => void;
}

/** F9: what is handed over, in parts if need be. What is still open stands above all, always. */
export function Pay({ basket, quoted, traded, onBack, onCustomer, onPaid, onSold, onBusy }: Props) {
  const t = useT();
  const client = useQueryClient();
  const money = useMoney();
  const customer = useCustomer(basket.customer_id).data;
  const known = basket.customer_id !== "";
  const [parts, setParts] = useState<readonly Payment[]>([]);
  const [method, setMethod] = useState<Method>(usual);
  const credit = useAccount(method === "credit" && basket.customer_id !== "" && may("invoice_read") ? basket.customer_id : undefined).data?.credit;
  /** What was typed; undefined is the exact amount. */
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const [reference, setReference] = useState("");
  const [written, setWritten] = useState<Written>(blank);
  const [atCheque, setAtCheque] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<{ amount?: string; general?: string }>({});
  const [turn, setTurn] = useState(0);
  const [lost, setLost] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const selling = useRef(false);
  const givenUp = useRef(false);
  const wake = useRef<() => void>(() => undefined);
  const panel = useRef<HTMLElement>(null);

  useEffect(() => onPaid(parts), [parts, onPaid]);
  useEffect(() => ChequeFields.load(), []);

  const total = Math.max(0, (quoted.quote?.total ?? 0) - traded);
  const { covered, open } = standing(total, parts, { method, amount: 0 });
  const amount = typed === undefined ? open : (typed ?? 0);
  const { left, change } = standing(total, parts, { method, amount });
  const sums = method === "cash" ? roundSums(open, money.unit === "toman" ? 10 : 1) : [];

  const begin = (next: Method) => {
    setMethod(next);
    setTyped(undefined);
    setReference("");
    setWritten(blank);
    setAtCheque({});
    setWrong({});
    setTurn((now) => now + 1);
  };
  const type = (next: number | null) => {
    setTyped(next);
    setWrong({});
  };
  const part = (of: number): Payment => ({ method, amount: of, ...(reference.trim() && { reference: reference.trim() }), ...(method === "cheque" && { cheque: sentOf(written) }) });
  /** Says what is wrong on the cheque, and goes to the first of it. */
  const refuseCheque = (found: Record<string, string>) => {
    setAtCheque(found);
    const [first] = Object.keys(found);
    panel.current?.querySelector<HTMLElement>(`[name="cheque.${first ?? ""}"]`)?.focus();
  };
  const unwritten = () => {
    if (refuseUnreadable(panel.current)) return true;
    const found = method === "cheque" ? missing(written) : [];
    if (found.length > 0) refuseCheque(Object.fromEntries(found.map((name) => [name, t("error.required")])));
    return found.length > 0;
  };

  /** A method's key: what was typed as a part of the whole stays, and the next part begins. */
  const choose = (next: Method) => {
    if (selling.current) return;
    const partly = typed && typed < open && !refusal(open, part(typed), known);
    if (partly && unwritten()) return;
    if (partly) setParts(withPart(parts, part(typed)));
    begin(next);
  };

  const send = async (sale: Selling) => {
    selling.current = true;
    givenUp.current = false;
    setBusy(true);
    onBusy(true);
    setWrong({});
    try {
      await Promise.race([keeper.flush(), new Promise((done) => setTimeout(done, 1000))]);
      const made = await sellSurely(sale, {
        send: sell,
        find: soldAs,
        onLost: setLost,
        wait: (ms) => new Promise((done) => {
          const timer = setTimeout(done, ms);
          wake.current = () => (clearTimeout(timer), done());
        }),
        givenUp: () => givenUp.current,
      });
      onBusy(false);
      onPaid(sale.payments ?? []);
      onSold(made);
    } catch (cause) {
      selling.current = false;
      setBusy(false);
      setLost(null);
      onBusy(false);
      if (cause instanceof NotSold) return onBack();
      if (!(cause instanceof Problem)) throw cause;
      const onCheque = refusedOf(cause.errors, `payments[${String((sale.payments?.length ?? 0) - 1)}].cheque.`);
      if (method === "cheque" && Object.keys(onCheque).length > 0) return refuseCheque(onCheque);
      const at = cause.errors.find(({ field }) => field.startsWith("payments"));
      setWrong(at ? { amount: at.detail } : { general: cause.errors[0]?.detail ?? cause.message });
      if (at) setTurn((now) => now + 1);
      void client.invalidateQueries({ queryKey: ["products", "quote"] });
    }
  };

  const enter = async () => {
    if (selling.current) return wake.current();
    if (refuseUnreadable(panel.current)) return;
    const quote = quoted.settled ? quoted.quote : (await client.fetchQuery(quoteOf(draftOf(basket))).catch(() => null))?.quote;
    if (!quote || selling.current) return;
    const due = Math.max(0, quote.total - traded);
    const rest = standing(due, parts, { method, amount: 0 }).open;
    const given = part(typed === undefined ? rest : (typed ?? 0));
    const why = refusal(rest, given, known);
    if (why) {
      setTurn((now) => now + 1);
      return setWrong({ amount: t(why === "needs_amount" ? "pay.needs_amount" : `error.${why}`) });
    }
    if (given.amount > 0 && unwritten()) return;
    const all = withPart(parts, given);
    if (standing(due, all, { method, amount: 0 }).open > 0) {
      setParts(all);
      return begin(method === "cash" ? "card" : "cash");
    }
    await send({ id: basket.id, ...draftOf(basket), payments: all, back: basket.back });
  };

  const back = () => {
    if (!selling.current) return onBack();
    givenUp.current = true;
    wake.current();
  };
  const drop = (index: number) => {
    setParts(parts.filter((_, at) => at !== index));
    begin(method);
  };
  const nextSum = (by: number) => {
    const at = sums.indexOf(amount);
    const next = sums[(at + by + sums.length) % sums.length];
    if (next !== undefined) type(next);
  };

  const finish: Action = { id: "pay.finish", label: "pay.finish", keys: ["Enter"], icon: IconCheck, inFields: true, run: () => void enter() };
  useActions(
    [
      finish,
      ...methods.map((one, at): Action => ({ id: `pay.${one}`, label: words[one].name, keys: [`Alt+${at + 1}`], icon: icons[one], run: () => choose(one) })),
      { id: "pay.sums.next", label: "pay.next_sum", keys: ["ArrowDown"], inFields: true, run: () => nextSum(1), disabled: sums.length === 0 },
      { id: "pay.sums.before", label: "pay.next_sum", keys: ["ArrowUp"], inFields: true, silent: true, run: () => nextSum(-1), disabled: sums.length === 0 },
      { id: "pay.drop", label: "pay.drop_last", keys: ["Ctrl+Delete"], icon: IconTrash, disabled: parts.length === 0 || busy, run: () => drop(parts.length - 1) },
      { id: "pay.customer", label: "counter.find_customer", keys: ["F3"], disabled: busy, run: onCustomer },
      { id: "pay.back", label: "pay.back", keys: ["Escape"], run: back },
    ],
    { title: "pay.title" },
  );

  const big = money.format(open);
  const share = total > 0 ? Math.min(100, Math.floor((covered * 100) / total)) : 0;
  return (
    <section ref={panel} className="counter-panel" role="dialog" aria-modal="true" tabIndex={-1} aria-label={t("pay.title")}>
      <div className="counter-panel-head">
        <h2>{customer ? t("pay.from", { Name: `\u2068${customer.name}\u2069` }) : t("pay.title")}</h2>
        <Button kind="ghost" keys="Escape" onClick={back} tabIndex={-1}>
          {t("pay.back")}
        </Button>
      </div>
      <DeepTile className="pay-open" aria-label={t("pay.open")}>
        <div className="row between">
          <span className="mut">{t("pay.open")}</span>
          <span className="mut">
            {t("pay.of")} <Money rial={total} />
          </span>
        </div>
        <output className={`amt ${sizeOf(big)}`}>
          <bdi className="n">{big}</bdi> <span className="unit">{money.name}</span>
        </output>
        <div className="pay-bar" role="presentation">
          <i style={{ inlineSize: `${share}%` }} />
        </div>
        <div className="row between sm">
          <span>
            <span className="mut">{t("pay.covered")}</span> <Money rial={covered} />
          </span>
          <span className="mut">
            <Percent>{share}</Percent>
          </span>
        </div>
      </DeepTile>
      <div className="pay-methods" role="group" aria-label={t("pay.method")}>
        {methods.map((one, at) => {
          const Icon = icons[one];
          return (
            <button key={one} type="button" aria-pressed={one === method} aria-keyshortcuts={`Alt+${at + 1}`} onClick={() => choose(one)} disabled={busy} tabIndex={-1}>
              <Icon size={20} stroke={1.75} className={one === "transfer" || one === "cheque" ? "mir" : undefined} aria-hidden="true" />
              <span>{t(words[one].name)}</span>
              <Kbd keys={`Alt+${at + 1}`} />
            </button>
          );
        })}
      </div>
      <div className="pay-take">
        <MoneyField key={`${method}${turn}`} label={t(words[method].amount)} name="amount" value={typed === undefined ? open : typed} onChange={type} error={wrong.amount} disabled={busy} autoFocus />
        {change > 0 ? (
          <div className="pay-change give" aria-live="polite">
            <span className="sm">{t("pay.give_back")}</span>
            <b>
              <Money rial={change} unit />
            </b>
          </div>
        ) : (
          <div className="pay-change" aria-live="polite">
            <span className="sm">{left > 0 ? t("pay.left") : t("pay.nothing_left")}</span>
            <b>
              <Money rial={left} unit />
            </b>
          </div>
        )}
      </div>
      {method === "cheque" ? (
        <div className="pay-cheque">
          <Suspense fallback={null}>
            <ChequeFields
              path="cheque."
              value={written}
              onChange={(next) => {
                setWritten(next);
                setAtCheque({});
              }}
              errors={atCheque}
              disabled={busy}
            />
          </Suspense>
        </div>
      ) : references[method] ? (
        <div className="pay-extra">
          <TextField key={`r${turn}`} label={t(references[method])} optional name="reference" dir="ltr" inputMode="numeric" value={reference} onChange={setReference} disabled={busy} maxLength={100} />
        </div>
      ) : method === "credit" ? (
        <p className="pay-extra sm sec">{known ? t("pay.credit_text", { Name: `\u2068${customer?.name ?? ""}\u2069` }) : t("pay.credit_guest")}{" "}
          {credit?.limited && t("pay.credit_left", { Amount: `${money.format(Math.max(0, credit.left))} ${money.name}` })}</p>
      ) : (
        <div className="pay-sums">
          {sums.map((one, at) => (
            <button key={one} type="button" className="chip" aria-pressed={one === amount} onClick={() => type(one)} disabled={busy} tabIndex={-1}>
              {at === 0 && t("pay.exact")} <Money rial={one} />
            </button>
          ))}
        </div>
      )}
      <ul className="pay-parts" aria-label={t("pay.parts")} hidden={method === "cheque" && parts.length === 0}>
        {parts.map((one, index) => {
          const Icon = icons[one.method];
          return (
            <li key={`${one.method}${index}`}>
              <Icon size={18} stroke={1.75} aria-hidden="true" />
              <span className="b">{t(words[one.method].name)}</span>
              {(one.cheque?.number ?? one.reference) && (
                <span className="sm mut ell">
                  <Bdi>
                    <Num>{one.cheque?.number ?? one.reference ?? ""}</Num>
                  </Bdi>
                </span>
              )}
              <span className="grow" />
              <span className="b">
                <Money rial={one.amount} />
              </span>
              <Button kind="ghost" icon={IconTrash} onClick={() => drop(index)} disabled={busy} aria-label={t("pay.drop")} title={t("pay.drop")} tabIndex={-1} />
            </li>
          );
        })}
        <li className="mut">
          <IconPlus size={18} stroke={1.75} aria-hidden="true" />
          <span>{t("pay.next_part")}</span>
        </li>
      </ul>
      <div className="pay-said">
        {method === "credit" && known && <BeyondLimit customer={basket.customer_id} more={amount} />}
        {lost !== null && <Notice kind="needs">{t("pay.lost", { Count: lost })}</Notice>}
        {wrong.general && <Notice kind="wrong">{wrong.general}</Notice>}
        {!busy && quoted.problem && <Notice kind="wrong">{quoted.problem.errors[0]?.detail ?? quoted.problem.message}</Notice>}
      </div>
      <div className="pay-foot">
        <Button kind="primary" large icon={lost === null ? IconCheck : IconRefresh} keys="Enter" onClick={finish.run} disabled={busy && lost === null} tabIndex={-1}>
          {lost !== null ? t("pay.again") : left > 0 && change === 0 ? t("pay.take_part") : t("pay.finish")}
        </Button>
      </div>
    </section>
  );
}
