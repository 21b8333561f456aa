import { IconArrowRight, IconBasket, IconMinus, IconPlus } from "@tabler/icons-react";
import { useEffect, useId, useRef, type CSSProperties, type KeyboardEvent } from "react";
import type { QuoteLine, Discount } from "@/lib/api/types";
import { pieces } from "@/features/serial/values";
import { useT } from "@/lib/i18n";
import { roomFor, useMoney } from "@/lib/money";
import { formatQuantity, readQuantity } from "@/lib/numbers";
import { inDigits } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";
import { Bdi, Money, Num, Percent, Quantity, Serial } from "@/ui/Num";
import { Empty, Tag } from "@/ui/Panel";
import { askedPrice, thousandths, type Basket, type Line } from "./basket";

/** A number of a line that is being typed over. */
export interface Edit {
  product_id: string;
  field: "quantity" | "price";
  text: string;
  wrong?: string;
}

interface Props {
  basket: Basket;
  quoted: ReadonlyMap<string, QuoteLine>;
  /** The list's price now, where it is another than the one rung up. */
  changed: ReadonlyMap<string, number>;
  edit: Edit | null;
  onEdit: (edit: Edit | null) => void;
  /** Takes what was typed. */
  onCommit: (edit: Edit) => void;
  onChoose: (product_id: string) => void;
  onMore: (product_id: string, by: number) => void;
  onOpen: (product_id: string, field: Edit["field"]) => void;
  mayPrice: boolean;
  /** Asks which pieces of a line they are. */
  onSerials: (product_id: string) => void;
  /** The pay panel is open: nothing here can be pressed. */
  still: boolean;
}

/** What is on the counter, line by line. */
export function Lines(props: Props) {
  const t = useT();
  const { basket, quoted } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [basket.chosen, basket.lines.length]);

  const now = basket.lines.map(({ product_id }) => quoted.get(product_id));
  const price = roomFor(basket.lines.map((line, at) => now[at]?.price ?? askedPrice(line)), 98);
  const off = roomFor(now.map((line) => -(line?.discount ?? 0)), 88);
  const sum = roomFor(now.map((line) => (line ? line.gross - line.discount : 0)), 112);
  if (basket.lines.length === 0)
    return (
      <div className="counter-lines">
        <Empty icon={IconBasket} title={t("counter.empty")}>
          {t("counter.empty_text")}
        </Empty>
      </div>
    );
  return (
    // It scrolls, so it must be reachable; the arrows of the screen move the choice.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="counter-lines" ref={box} tabIndex={0} role="region" aria-label={t("counter.lines")}>
      <table style={{ "--amounts": `${price + off + sum}px` } as CSSProperties}>
        <colgroup>
          <col className="no" />
          <col />
          <col className="qty" />
          <col style={{ inlineSize: price }} />
          <col style={{ inlineSize: off }} />
          <col style={{ inlineSize: sum }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span aria-hidden="true">#</span>
              <span className="sr">{t("counter.row")}</span>
            </th>
            <th scope="col">{t("counter.item")}</th>
            <th scope="col" className="num-col">
              {t("counter.quantity")}
            </th>
            <th scope="col" className="num-col">
              {t("counter.unit_price")}
            </th>
            <th scope="col" className="num-col">
              {t("counter.discount")}
            </th>
            <th scope="col" className="num-col">
              {t("counter.sum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {basket.lines.map((line, index) => (
            <Row key={line.product_id} {...props} line={line} index={index} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ basket, quoted, changed, edit, onEdit, onCommit, onChoose, onMore, onOpen, mayPrice, still, onSerials, line, index }: Props & { line: Line; index: number }) {
  const t = useT();
  const now = quoted.get(line.product_id);
  const chosen = line.product_id === basket.chosen;
  const own = edit?.product_id === line.product_id ? edit : null;
  const fresh = now?.quantity !== undefined && thousandths(now.quantity) === thousandths(line.quantity);
  const short = now && !now.uncounted && thousandths(line.quantity) > thousandths(now.stock.replace("-", "")) * (now.stock.startsWith("-") ? -1 : 1);
  const newPrice = changed.get(line.product_id);
  // A price that holds its tax stands here as it will on the invoice: without.
  const price = now && fresh ? now.price : askedPrice(line);
  return (
    // The keys of the screen choose; a row takes only the pointer.
    <tr aria-selected={chosen} className={chosen ? "cur" : undefined} onClick={() => onChoose(line.product_id)}>
      <td>
        <Num>{index + 1}</Num>
      </td>
      <td>
        <span className="counter-item">
          <span className="counter-item-name" title={line.name || now?.name}>
            <Bdi>{line.name || now?.name || "…"}</Bdi>
          </span>
          {now?.parts?.length ? (
            <span title={now.parts.map(({ name, unit, quantity }) => `${formatQuantity(quantity)} ${unit} ${name}`).join(" · ")}>
              <Tag kind="info">{t("bundle.tag")}</Tag>
            </span>
          ) : null}
          {now?.asks_serial && <SerialMark line={line} onOpen={still ? undefined : () => onSerials(line.product_id)} />}
          {newPrice !== undefined ? (
            <Tag kind="needs">
              <Money rial={askedPrice(line)} />
              <IconArrowRight size={13} stroke={2} className="mir" aria-label={t("counter.became")} />
              <Money rial={newPrice} />
            </Tag>
          ) : price === 0 ? (
            <Tag kind="needs">{t("counter.no_price")}</Tag>
          ) : short ? (
            <Tag kind="needs">
              {thousandths(now.stock.replace("-", "")) > 0 && !now.stock.startsWith("-") ? (
                <>
                  <Quantity>{now.stock}</Quantity> {t("counter.in_stock")}
                </>
              ) : (
                t("counter.out_of_stock")
              )}
            </Tag>
          ) : null}
        </span>
      </td>
      <td className="num-col">
        {own?.field === "quantity" ? (
          <CellInput edit={own} label={t("counter.quantity")} onEdit={onEdit} onCommit={onCommit} />
        ) : chosen && !still ? (
          <span className="counter-step">
            <button type="button" onClick={() => onMore(line.product_id, -1)} aria-label={t("counter.less")} tabIndex={-1}>
              <IconMinus size={15} stroke={1.75} aria-hidden="true" />
            </button>
            <button type="button" className="n" onClick={() => onOpen(line.product_id, "quantity")} aria-label={`${t("counter.edit_quantity")}: ${formatQuantity(line.quantity)}`} tabIndex={-1}>
              {formatQuantity(line.quantity)}
            </button>
            <button type="button" onClick={() => onMore(line.product_id, 1)} aria-label={t("counter.more")} tabIndex={-1}>
              <IconPlus size={15} stroke={1.75} aria-hidden="true" />
            </button>
          </span>
        ) : (
          <Quantity column>{line.quantity}</Quantity>
        )}
      </td>
      <td className={line.price === undefined ? "num-col" : "num-col own"}>
        {own?.field === "price" ? (
          <CellInput edit={own} label={t("counter.unit_price")} onEdit={onEdit} onCommit={onCommit} />
        ) : mayPrice && chosen && !still ? (
          <button type="button" className="counter-price" onClick={() => onOpen(line.product_id, "price")} aria-label={t("counter.edit_price")} tabIndex={-1}>
            <Money rial={price} />
          </button>
        ) : (
          <Money rial={price} />
        )}
      </td>
      <td className="num-col">
        <LineDiscount discount={line.discount} amount={now?.discount} />
      </td>
      <td className={fresh ? "num-col tot" : "num-col tot late"}>{now ? <Money rial={now.gross - now.discount} /> : <span className="mut">…</span>}</td>
    </tr>
  );
}

/** How many pieces are without a serial; once none is, which they are. */
function SerialMark({ line, onOpen }: { line: Line; onOpen?: () => void }) {
  const t = useT();
  const known = line.serials ?? [];
  const missing = pieces(line.quantity) - known.length;
  const mark = missing > 0 ? <Tag kind="needs">{t("serial.missing", { Count: missing })}</Tag> : <Tag>{known.length === 1 ? <Serial>{known[0] ?? ""}</Serial> : t("serial.progress", { Done: known.length, All: known.length })}</Tag>;
  return (
    <button type="button" className="counter-serial" tabIndex={-1} disabled={!onOpen} title={known.join(" · ")} aria-label={t("serial.of", { Name: line.name })} onClick={onOpen}>
      {mark}
    </button>
  );
}

function LineDiscount({ discount, amount }: { discount: Discount | undefined; amount: number | undefined }) {
  if (!discount) return <span className="mut">–</span>;
  if (amount) return <Money rial={-amount} />;
  return discount.percent ? <Percent>{discount.percent}</Percent> : <Money rial={-(discount.amount ?? 0)} />;
}

/** An amount whose grouping marks stand where they belong: "1,5" is no fifteen. */
export const readPrice = (typed: string, read: (typed: string) => number | null) => (/[,٬،](?!\d{3}(?!\d))/.test(latinDigits(typed)) ? null : read(typed));

function CellInput({ edit, label, onEdit, onCommit }: { edit: Edit; label: string; onEdit: (edit: Edit | null) => void; onCommit: (edit: Edit) => void }) {
  const money = useMoney();
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => ref.current?.select(), []);
  const wrong = (edit.field === "quantity" ? readQuantity(edit.text) : readPrice(edit.text, money.read)) === null;
  const press = (event: KeyboardEvent) => {
    if (/Enter$/.test(event.code || event.key) || event.code === "Tab") {
      event.preventDefault();
      onCommit(edit);
    } else if (event.code === "Escape") {
      event.preventDefault();
      onEdit(null);
    }
  };
  return (
    <span className="counter-cell">
      <input
        ref={ref}
        // It opens by a key of the seller, who goes on typing.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        dir="ltr"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-describedby={edit.wrong === undefined ? undefined : `${id}-say`}
        aria-invalid={edit.wrong !== undefined || (wrong && edit.text !== "") || undefined}
        value={inDigits(latinDigits(edit.text))}
        onChange={(event) => onEdit({ ...edit, text: latinDigits(event.target.value), wrong: undefined })}
        onKeyDown={press}
        onBlur={() => onEdit(null)}
      />
      {edit.wrong && (
        <span id={`${id}-say`} className="counter-cell-wrong" role="alert">
          {edit.wrong}
        </span>
      )}
    </span>
  );
}
