import { IconLayoutKanban, IconList, IconPackage, IconPlus } from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { useActions, type Action } from "@/lib/actions";
import type { OrderRow } from "@/lib/api/types";
import { useBeside } from "@/lib/beside";
import { useT, type Key } from "@/lib/i18n";
import { useListState } from "@/lib/liststate";
import { navigate } from "@/lib/router";
import { keep, useScan } from "@/lib/scanner";
import { useMay } from "@/lib/session";
import { withFilter } from "@/lib/views";
import { ActionButton } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import type { Filter } from "@/ui/ListBar";
import { ListPage, type ListColumn } from "@/ui/ListPage";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { Empty } from "@/ui/Panel";
import { refused } from "@/ui/Toast";
import { Board, toCard } from "./Board";
import { OrderPanel } from "./OrderPanel";
import { Ahead, Partly, Promised, Road, StateTag } from "./Parts";
import { orderOf, useOrders } from "./queries";
import "./order.css";

const states = ["received", "confirmed", "preparing", "ready", "sent", "delivered", "done", "cancelled", "returned"] as const;

/** What was asked for and is still to be done: as a board by state or as a list, one of them beside it. */
export default function Page({ rest, query }: { rest: readonly string[]; query: URLSearchParams }) {
  const t = useT();
  const mayWrite = useMay("order_write");
  const maySell = useMay("sell");
  const state = useListState("orders", { open: "true" });
  const board = query.get("as") !== "list";
  const table = useRef<HTMLDivElement>(null);
  // On the board a search goes through all there are.
  const list = useOrders(board && state.q !== "" ? { ...state, filters: withFilter(state.filters, { open: "" }) } : state);
  const as = (list: boolean) => (list ? "?as=list" : "");
  const { shown, current, choose, follow } = useBeside(list.rows, rest[0], `/orders${as(!board)}`);
  const turn = (list: boolean) => navigate(`/orders${as(list)}`);

  const fresh: Action = { id: "orders.new", label: "order.new", keys: ["Insert"], icon: IconPlus, disabled: !mayWrite || !maySell, run: () => navigate("/counter") };
  useActions([fresh, { id: "orders.turn", label: board ? "order.as_list" : "order.as_board", keys: ["Alt+T"], icon: board ? IconList : IconLayoutKanban, run: () => turn(board) }], { title: "nav.orders" });

  useScan((code) => {
    orderOf(code).then(
      (order) => {
        if (order) return navigate(`/orders/${order.id}${as(!board)}`);
        keep(code); // goods, then: the counter knows
        navigate("/counter");
      },
      refused,
    );
  });

  const columns = useMemo(
    (): ListColumn<OrderRow>[] => [
      { id: "number", header: t("order.number"), width: "92px", sort: "number", fixed: true, cell: ({ number }) => <Num>{number}</Num> },
      { id: "customer", header: t("order.customer"), cell: (row) => <span className="two"><Partly order={row} /> <Bdi>{row.customer_name}</Bdi></span> },
      { id: "goods", header: t("order.goods"), wide: true, tone: "sec", cell: ({ first: name, lines }) => <span className="two"><Bdi>{name}</Bdi>{lines > 1 && <> {t("order.and_more", { Count: lines - 1 })}</>}</span> },
      { id: "state", header: t("order.state"), width: "116px", desk: true, cell: (row) => <StateTag state={row.state} /> },
      { id: "promised", header: t("order.promised"), width: "142px", sort: "promised", cell: (row) => <Promised order={row} /> },
      { id: "delivery", header: t("order.delivery"), width: "92px", wide: true, tone: "sec", cell: (row) => <Road by={row.delivery} /> },
      { id: "created", header: t("order.created"), width: "96px", sort: "created", spare: true, tone: "sec", cell: ({ created_at }) => <When>{created_at}</When> },
      { id: "total", header: t("order.total"), width: "112px", sort: "total", numeric: true, desk: true, cell: ({ total }) => <Money rial={total} /> },
      { id: "paid", header: t("order.paid"), width: "150px", tone: "sec", wide: true, cell: (row) => <Ahead order={row} /> },
    ],
    [t],
  );
  const filters: Filter[] = [
    ...(board ? [] : [{ id: "open", label: "order.open" as const, toggle: true, options: [{ value: "true", label: t("order.open") }] }]),
    {
      id: "due",
      label: "order.promised",
      options: [
        { value: "late", label: t("order.late") },
        { value: "today", label: t("order.for_today") },
      ],
    },
    { id: "delivery", label: "order.delivery", options: (["pickup", "courier", "post"] as const).map((value) => ({ value, label: t(`order.by_${value}`) })) },
    ...(board ? [] : [{ id: "state", label: "order.state" as const, options: states.map((value) => ({ value, label: t(`order.state_${value}` as Key) })) }]),
  ];
  const tools = (
    <>
      <Segments
        quiet
        label={t("order.shown_as")}
        value={board ? "board" : "list"}
        onChange={(to) => turn(to === "list")}
        options={[
          { value: "board", label: t("order.board") },
          { value: "list", label: t("order.list") },
        ]}
      />
      <ActionButton action={fresh} kind="primary" />
    </>
  );
  const asked = { ...state, filters: withFilter(state.filters, { open: "", state: "" }) };
  return (
    <ListPage
      title={t("nav.orders")}
      list={list}
      table={table}
      state={state}
      filters={filters}
      search="order.search"
      tools={tools}
      columns={columns}
      onCurrent={follow}
      missed={{ title: t("order.none_found"), text: t("order.none_found_text") }}
      none={
        <Empty icon={IconPackage} title={t("order.none")}>
          {t("order.none_text")}
        </Empty>
      }
      instead={
        board && (
          // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it hands the focus on to a card
          <div className="orders-frame" data-home="" ref={table} tabIndex={-1} onFocus={(event) => toCard(event, current)}>
            <Board asked={asked} current={current} onCurrent={choose} />
          </div>
        )
      }
      start={rest[0]}
      aside={shown !== undefined && <OrderPanel key={shown} id={shown} />}
    />
  );
}
