import { useState } from "react";
import { useForm } from "@/lib/form";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import type { ShiftCount, ShiftRow } from "@/lib/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/Field";
import { Bdi, Money, Num } from "@/ui/Num";
import { MoneyField, NumericField } from "@/ui/NumericField";
import { Notice } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { called, denominations, mostOfOne, notesOf, sumOf, type Counting } from "./counting";
import { closeShift, countDrawer } from "./queries";

interface Props {
  shift: Pick<ShiftRow, "id" | "till" | "number">;
  onClose: () => void;
  onDone: () => void;
}

/** The drawer is counted blind; then the difference is stated, and the shift closed whatever it is. */
export function CountDialog({ shift, onClose, onDone }: Props) {
  const t = useT();
  const [count, setCount] = useState<ShiftCount | null>(null);
  const counting = useForm<Counting>({ pieces: {}, coins: null }, async (values) => setCount(await countDrawer(shift.id, notesOf(values))));
  const closing = useForm({ note: "" }, async ({ note }) => {
    if (!count) return;
    const closed = await closeShift(shift.id, count.id, note);
    toast(t("shift.closed", { Number: closed.number }));
    onClose();
    onDone();
  });
  const { pieces, coins } = counting.values;
  return (
    <Dialog
      key={count ? "stated" : "counting"}
      title={t("shift.count_title")}
      onClose={onClose}
      width={480}
      foot={
        count ? (
          <>
            <Button kind="primary" keys="Enter" disabled={closing.busy} onClick={() => void closing.submit()}>
              {t("shift.close")}
            </Button>
            <Button onClick={() => setCount(null)}>{t("shift.recount")}</Button>
            <span className="grow" />
            <Button onClick={onClose}>{t("app.cancel")}</Button>
          </>
        ) : (
          <>
            <Button kind="primary" keys="Enter" disabled={counting.busy} onClick={() => void counting.submit()}>
              {t("shift.state")}
            </Button>
            <span className="grow" />
            <Button onClick={onClose}>{t("app.cancel")}</Button>
          </>
        )
      }
    >
      {count ? (
        <form ref={closing.ref} className="stack" onSubmit={(event) => void closing.submit(event)} noValidate>
          {closing.problem && <Notice kind="wrong">{closing.problem}</Notice>}
          <Stated count={count} />
          <TextArea
            label={t("shift.note")}
            optional
            name="note"
            rows={2}
            data-autofocus
            value={closing.values.note}
            onChange={(note) => closing.set("note", note)}
            error={closing.errors["note"]}
            hint={t("shift.note_hint")}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey) return;
              event.preventDefault();
              void closing.submit();
            }}
          />
        </form>
      ) : (
        <form ref={counting.ref} className="stack" onSubmit={(event) => void counting.submit(event)} noValidate>
          {counting.problem && <Notice kind="wrong">{counting.problem}</Notice>}
          <p className="sm mut">
            <b>
              <Bdi>{shift.till}</Bdi> · <Num>{shift.number}</Num>
            </b>{" "}
            · {t("shift.count_text")}
          </p>
          <div className="shift-notes">
            <span className="xs mut">{t("shift.denomination")}</span>
            <span className="xs mut">{t("shift.pieces")}</span>
            <span className="xs mut num-col">{t("shift.sum")}</span>
            {denominations.map((value, at) => (
              <Row key={value} value={value} first={at === 0} pieces={pieces[value] ?? ""} onChange={(n) => counting.set("pieces", { ...pieces, [value]: n })} />
            ))}
          </div>
          <MoneyField label={t("shift.coins")} optional name="notes" value={coins} onChange={(rial) => counting.set("coins", rial)} error={counting.errors["notes"]} />
          <div className="shift-sum">
            <span>{t("shift.counted")}</span>
            <b>
              <Money rial={sumOf(notesOf(counting.values))} unit />
            </b>
          </div>
          <button type="submit" hidden />
        </form>
      )}
    </Dialog>
  );
}

function Row({ value, first, pieces, onChange }: { value: number; first: boolean; pieces: string; onChange: (pieces: string) => void }) {
  const t = useT();
  const money = useMoney();
  return (
    <>
      <span>
        <Money rial={value} />
      </span>
      <NumericField label="" aria-label={t("shift.pieces_of", { Amount: `${money.format(value)} ${money.name}` })} decimals={0} most={mostOfOne} value={pieces} onChange={onChange} {...(first && { "data-autofocus": true })} />
      <span className="num-col sec">{pieces ? <Money rial={value * Number(pieces)} /> : "–"}</span>
    </>
  );
}

function Stated({ count }: { count: ShiftCount }) {
  const t = useT();
  const side = called(count.difference);
  return (
    <div className="stack" role="status">
      <dl className="facts">
        <dt>{t("shift.counted")}</dt>
        <dd>
          <Money rial={count.counted} unit />
        </dd>
        <dt>{t("shift.expected")}</dt>
        <dd>
          <Money rial={count.expected} unit />
        </dd>
      </dl>
      <div className={`shift-difference ${side}`}>
        <span>{t(`shift.${side}`)}</span>
        <b>
          <Money rial={Math.abs(count.difference)} unit />
        </b>
      </div>
    </div>
  );
}
