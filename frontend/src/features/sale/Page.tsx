import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useCreditQuote } from "@/features/credit/queries";
import { useShowing } from "@/features/display/channel";
import { printInvoice } from "@/features/invoice/print";
import { SerialDialog } from "@/features/serial/SerialDialog";
import { useMayAsk } from "@/features/staff/lending";
import { isField, matches, useActions } from "@/lib/actions";
import { api, ok, Problem } from "@/lib/api/client";
import type { Payment, Product, SaleAnswer } from "@/lib/api/types";
import { nowhere } from "@/lib/focus";
import { useT } from "@/lib/i18n";
import { piece } from "@/lib/piece";
import { navigate } from "@/lib/router";
import { useScan } from "@/lib/scanner";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { refused, toast } from "@/ui/Toast";
import { counterActions } from "./actions";
import { Ask, Leave, priceRefused, Trouble, UndoStrip, type Undoing } from "./Ask";
import { chosenLine, draftOf, isBlank, questionsOf } from "./basket";
import { currentBasket, hold, keeper, openCounter, recall, sold, take, useCounter } from "./counter";
import { CustomerCard } from "./CustomerCard";
import { DiscountPanel } from "./DiscountPanel";
import { Done } from "./Done";
import { shownOf, type Served } from "./shown";
import { asQuoted, ExchangeStrip, GiveBack } from "./Exchange";
import { Finder, type FinderHandle, type Heard } from "./Finder";
import { useLineEdit } from "./lineedit";
import { Lines } from "./Lines";
import { Pay } from "./Pay";
import { productByCode, useCustomer, useQuote } from "./queries";
import { sound } from "./sound";
import { Tabs } from "./Tabs";
import { Totals } from "./Totals";
import { HoldNote, Recall, several, useElsewhere } from "./Waiting";
import "./sale.css";
import "./pay.css";

const NewOrder = piece(() => import("@/features/order/NewOrder").then(({ NewOrder: dialog }) => ({ default: dialog })));

type Over = "pay" | "give_back" | "done" | "discount" | "order" | "recall" | "note" | "serials" | null;

/** The counter: the basket, the finder, and who stands before it. */
export default function Page() {
  const t = useT();
  const client = useQueryClient();
  const counter = useCounter();
  const basket = counter.baskets.find(({ id }) => id === counter.current) ?? currentBasket();
  const quoted = useQuote(basket);
  const back = useCreditQuote(asQuoted(basket));
  const own = basket.back ? back.data?.own : undefined;
  const mayPrice = useMayAsk("price_override");
  const mayPrint = useMay("invoice_read");
  const mayOrder = useMay("order_write");

  const [over, setOver] = useState<Over>(null);
  const [customerMode, setCustomerMode] = useState<"card" | "find" | "new">("card");
  const [backToPay, setBackToPay] = useState(false);
  const [heard, setHeard] = useState<Heard | null>(null);
  const [undo, setUndo] = useState<Undoing | null>(null);
  const [done, setDone] = useState<SaleAnswer | null>(null);
  const [paid, setPaid] = useState<readonly Payment[]>([]);
  const [served, setServed] = useState<Served>("");
  const finder = useRef<FinderHandle>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const selling = useRef(false);

  useEffect(() => {
    openCounter().catch(refused);
    const leave = () => void keeper.flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  const elsewhere = useElsewhere(over === "pay" || over === "give_back" || over === "done");

  const language = useCustomer(basket.customer_id).data?.language ?? "";
  useShowing(useMemo(() => shownOf({ over, language, quote: quoted.quote ?? null, own: own ?? 0, paid, done, served }), [over, language, quoted.quote, own, paid, done, served]));

  const questions = useMemo(() => questionsOf(basket, quoted.listed), [basket, quoted.listed]);
  const byProduct = useMemo(() => new Map(quoted.quote?.lines.map((line) => [line.product_id, line])), [quoted.quote]);
  const changed = useMemo(() => new Map(questions.map(({ line, now }) => [line.product_id, now])), [questions]);

  useEffect(() => {
    if (quoted.listed) take({ type: "names", from: quoted.listed });
    if (quoted.listed) take({ type: "level", from: quoted.listed });
  }, [quoted.listed]);

  const toFinder = useCallback(() => finder.current?.focus(), []);
  useEffect(() => {
    if (over === null && customerMode === "card") toFinder();
  }, [over, customerMode, basket.id, toFinder]);
  // What is typed while nothing has the focus is meant for the finder, unless a window stands over the counter.
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const free = over === null && customerMode === "card" && !event.ctrlKey && !event.altKey && !event.metaKey && !event.defaultPrevented && document.querySelector("[aria-modal=true]") === null;
      if (free && event.key.length === 1 && event.key !== " " && !isField(event.target)) finder.current?.focus();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [over, customerMode]);

  useEffect(() => {
    const timer = setTimeout(() => setUndo(null), 12_000);
    return () => clearTimeout(timer);
  }, [undo]);
  const offerUndo = (text: string, back: () => void) =>
    setUndo({
      text,
      run: () => {
        back();
        setUndo(null);
        toFinder();
      },
    });

  const remove = (product_id: string) => {
    const at = basket.lines.findIndex((line) => line.product_id === product_id);
    const line = basket.lines[at];
    if (!line) return;
    take({ type: "remove", product_id });
    offerUndo(t("counter.removed", { Name: `\u2068${line.name}\u2069` }), () => take({ type: "put_back", line, at }, basket.id));
  };
  const more = (product_id: string, by: number) => {
    take({ type: "choose", product_id });
    take({ type: "more", product_id, by });
    if (by > 0 && byProduct.get(product_id)?.asks_serial) setOver("serials");
  };
  const { edit, setEdit, openEdit, commit, unpriced } = useLineEdit({ basket, mayPrice, onRemove: remove, onDone: toFinder });

  const add = useCallback(
    (product: Product, quantity?: string) => {
      if (selling.current) return;
      take({ type: "add", product, quantity });
      if (product.asks_serial && over === null) setOver("serials");
      if (product.price === 0 && mayPrice) setEdit({ product_id: product.id, field: "price", text: "" });
      else {
        setEdit(null);
        if (over === null && customerMode === "card") toFinder();
      }
    },
    [customerMode, mayPrice, over, setEdit, toFinder],
  );

  const scans = useRef(Promise.resolve());
  useScan((code) => {
    if (edit) void commit(edit);
    if (over === "done") setOver(null);
    finder.current?.clear();
    // One after the other, in the order they were heard.
    scans.current = scans.current.then(async () => {
      try {
        const meant = selling.current ? undefined : await productByCode(code);
        const product = meant?.product;
        sound(product ? "found" : "missing");
        setHeard({ found: product !== undefined, text: product?.name ?? code });
        if (product) add(product, meant?.quantity);
      } catch (cause) {
        if (!(cause instanceof Problem)) throw cause;
        sound("missing");
        toast(cause.message, { kind: "wrong" });
      }
    });
  });

  const decide = (which: "new" | "old") => {
    const [first] = questions;
    if (!first) return;
    take({ type: "decide", product_id: first.line.product_id, take: which, list_price: first.now });
    toFinder();
  };
  const pay = () => {
    if (edit) void commit(edit);
    if (questions.length > 0 || quoted.problem) {
      ask.current?.focus();
      return;
    }
    const costless = unpriced();
    if (costless) return openEdit(costless.product_id, "price");
    if (basket.back && own === undefined) return;
    void keeper.flush();
    setPaid([]);
    setCustomerMode("card");
    setOver(own !== undefined && own > (quoted.quote?.total ?? 0) ? "give_back" : "pay");
  };
  const order = () => {
    if (edit) void commit(edit);
    if (questions.length > 0 || quoted.problem) return ask.current?.focus();
    // An order is of somebody: who it is comes first.
    if (basket.customer_id === "") {
      toast(t("error.order_of_nobody"), { kind: "wrong" });
      return setCustomerMode("find");
    }
    void keeper.flush();
    setCustomerMode("card");
    setOver("order");
  };
  const printAgain = async () => {
    const id = counter.last?.invoice.id ?? (await ok(api.GET("/api/invoices", { params: { query: { limit: 1 } } }))).items[0]?.id;
    if (id) printInvoice(id, "short");
    else toast(t("counter.nothing_printed"), { kind: "wrong" });
  };
  const clear = () => {
    const before = basket;
    take({ type: "clear" });
    setHeard(null);
    finder.current?.clear();
    offerUndo(t("counter.cleared"), () => take({ type: "refill", from: before }, before.id));
  };
  const keep = (note?: string) => {
    hold(note);
    setOver(null);
    setHeard(null);
    finder.current?.clear();
  };

  const chosen = chosenLine(basket);
  const doing = counterActions(
    {
      find: () => {
        setCustomerMode("card");
        toFinder();
      },
      customer: () => setCustomerMode("find"),
      hold: () => keep(),
      holdNote: () => setOver("note"),
      recall: () => (several(counter, elsewhere) ? setOver("recall") : recall()),
      editQuantity: () => {
        const refused = priceRefused(quoted.problem, basket);
        if (questions.length > 0) decide("new");
        else if (refused) take({ type: "price", product_id: refused.product_id, price: undefined });
        else if (chosen) openEdit(chosen.product_id, "quantity");
      },
      editPrice: () => chosen && openEdit(chosen.product_id, "price"),
      serials: () => setOver("serials"),
      keepOld: () => decide("old"),
      discount: () => setOver("discount"),
      order,
      pay,
      printAgain: () => void printAgain(),
      more: (by) => chosen && more(chosen.product_id, by),
      move: (by) => take({ type: "move", by }),
      remove: () => chosen && remove(chosen.product_id),
      clear,
      undo: undo && undo.run,
    },
    { lines: basket.lines.length > 0, hold: !isBlank(basket), recall: counter.baskets.length > 1 || elsewhere.length > 0, price: mayPrice, asked: questions.length > 0, serials: chosen !== undefined && byProduct.get(chosen.product_id)?.asks_serial === true, print: mayPrint, order: mayOrder },
  );
  const still = over === "pay";
  // While somebody new is written down the basket stays theirs.
  useActions(doing.all, { off: over !== null || customerMode === "new" });

  const emptyKey = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    const native = event.nativeEvent;
    if (event.key === "+" || event.key === "-") {
      doing.lines.find(({ id }) => id === (event.key === "+" ? "counter.more" : "counter.less"))?.run();
      return true;
    }
    const found = event.key === "*" ? doing.lines.find(({ id }) => id === "counter.quantity") : doing.lines.find(({ keys }) => keys?.some((key) => matches(key, native)));
    if (!found || found.disabled) return false;
    if (!native.repeat || found.repeats) found.run();
    return true;
  };

  const made = (answer: SaleAnswer) => {
    setServed(language);
    sold(basket.id, answer);
    void client.invalidateQueries({ queryKey: ["customers", "one", basket.customer_id] });
    setHeard(null);
    setUndo(null);
    setDone(answer);
    setOver("done");
  };
  const chooseCustomer = (customer_id: string) => {
    take({ type: "customer", customer_id });
    setCustomerMode("card");
    if (backToPay) setOver("pay");
    setBackToPay(false);
  };

  return (
    <div className={over === "pay" || over === "done" ? "counter paying" : "counter"}>
      <h1 className="sr">{t("nav.counter")}</h1>
      <section className="counter-basket" aria-label={t("counter.basket")}>
        <Tabs baskets={counter.baskets} current={basket.id} elsewhere={elsewhere.length} onRecall={recall} onChoose={() => setOver("recall")} onHold={() => keep()} still={still} />
        <div className="panel counter-sheet">
          <Lines
            basket={basket}
            quoted={byProduct}
            changed={changed}
            edit={edit}
            onEdit={(next) => {
              setEdit(next);
              // Left with Escape, nobody has the focus: back to the finder.
              if (next === null) setTimeout(() => nowhere() && toFinder());
            }}
            onCommit={(of) => void commit(of)}
            onChoose={(product_id) => take({ type: "choose", product_id })}
            onMore={more}
            onOpen={openEdit}
            onSerials={(product_id) => {
              take({ type: "choose", product_id });
              setOver("serials");
            }}
            mayPrice={mayPrice}
            still={still}
          />
          {questions.length > 0 ? (
            <Ask questions={questions} onTake={decide} ref={ask} />
          ) : (
            quoted.problem && over !== "pay" && <Trouble problem={quoted.problem} basket={basket} onListPrice={(product_id) => take({ type: "price", product_id, price: undefined })} ref={ask} />
          )}
          {basket.back && <ExchangeStrip quote={back.data} corrects={basket.back.corrects} error={back.error} onDrop={() => take({ type: "back", back: undefined })} />}
          {quoted.needs && !quoted.problem && questions.length === 0 && over === null && <Leave why={quoted.needs} />}
          {undo && over === null && <UndoStrip {...undo} />}
          {over === "discount" && (
            <DiscountPanel
              basket={basket}
              onClose={() => setOver(null)}
              onDone={(line, whole) => {
                if (chosen) take({ type: "line_discount", product_id: chosen.product_id, discount: line });
                take({ type: "discount", discount: whole });
                setOver(null);
              }}
            />
          )}
          <div className="counter-acts">
            {[doing.hold, doing.recall, doing.discount, doing.order].map((action) => (
              <ActionButton key={action.id} action={{ ...action, disabled: action.disabled || over !== null }} bare={action === doing.recall || action === doing.order} tabIndex={-1} />
            ))}
            <span className="grow" />
            <ActionButton action={{ ...doing.printAgain, disabled: doing.printAgain.disabled || over !== null }} kind="ghost" bare tabIndex={-1} />
            <ActionButton action={{ ...doing.clear, disabled: doing.clear.disabled || over !== null }} kind="ghost" bare tabIndex={-1} />
          </div>
        </div>
        <Totals quote={quoted.quote} lines={basket.lines.length} own={own} settled={quoted.settled} pay={doing.pay} quiet={over === "pay" || over === "done"} />
      </section>
      <div className="counter-side" inert={over === "pay" || over === "done"}>
        <Finder
          ref={finder}
          onAdd={add}
          onQuantity={(quantity) => chosen && take({ type: "quantity", product_id: chosen.product_id, quantity })}
          onEmptyKey={emptyKey}
          heard={heard}
          onTyping={() => setHeard(null)}
          off={over !== null || customerMode !== "card"}
        />
        <CustomerCard
          customer_id={basket.customer_id}
          mode={customerMode}
          onMode={(mode) => {
            setCustomerMode(mode);
            if (mode === "card" && backToPay) {
              setBackToPay(false);
              setOver("pay");
            }
          }}
          onChoose={chooseCustomer}
        />
      </div>
      {over === "pay" && (
        <Pay
          basket={basket}
          quoted={quoted}
          traded={own ?? 0}
          onBack={() => setOver(null)}
          onCustomer={() => {
            setBackToPay(true);
            setOver(null);
            setCustomerMode("find");
          }}
          onBusy={(busy) => (selling.current = busy)}
          onPaid={setPaid}
          onSold={made}
        />
      )}
      {over === "give_back" && quoted.quote && back.data && <GiveBack basket={basket} quote={back.data} total={quoted.quote.total} onClose={() => setOver(null)} onSold={made} />}
      {over === "recall" && <Recall baskets={counter.baskets} current={basket.id} elsewhere={elsewhere} onClose={() => setOver(null)} />}
      {over === "serials" && chosen && (
        <SerialDialog
          key={chosen.product_id}
          line={chosen}
          corrects={basket.back?.corrects ? basket.back.invoice_id : undefined}
          onSerials={(serials) => take({ type: "serials", product_id: chosen.product_id, serials })}
          onProduct={(product, quantity) => {
            take({ type: "add", product, quantity });
            setHeard({ found: true, text: product.name });
            if (!product.asks_serial) setOver(null);
          }}
          onClose={() => setOver(null)}
        />
      )}
      {over === "note" && <HoldNote note={basket.note ?? ""} onHold={keep} onClose={() => setOver(null)} />}
      {over === "order" && (
        <Suspense fallback={null}>
          <NewOrder
            draft={draftOf(basket)}
            onClose={() => setOver(null)}
            onPlaced={(made) => {
              take({ type: "clear" });
              setOver(null);
              toast(t("order.placed", { Number: made.number }));
              navigate(`/orders/${made.id}`);
            }}
          />
        </Suspense>
      )}
      {over === "done" && done && <Done made={done} onNext={() => setOver(null)} />}
    </div>
  );
}
