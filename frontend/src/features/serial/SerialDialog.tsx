import { IconBarcode, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { productByCode } from "@/features/sale/queries";
import { sound } from "@/features/sale/sound";
import type { Line } from "@/features/sale/basket";
import type { Product } from "@/lib/api/types";
import { Problem } from "@/lib/api/client";
import { useT } from "@/lib/i18n";
import { useScan } from "@/lib/scanner";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { CodeField } from "@/ui/Field";
import { Serial } from "@/ui/Num";
import { Notice } from "@/ui/Panel";
import { toast } from "@/ui/Toast";
import { soldAt, stillSold } from "./queries";
import { holds, pieces } from "./values";
import "./serial.css";

interface Props {
  line: Line;
  /** The document that is being put right: its own pieces were not sold before. */
  corrects?: string;
  onSerials: (serials: readonly string[]) => void;
  /** The next product was scanned instead: these serials wait. */
  onProduct: (product: Product, quantity?: string) => void;
  onClose: () => void;
}

/** Asks which pieces are sold: scan or type one, Enter, and the next; with the last one, or from the empty box, it is done. */
export function SerialDialog({ line, corrects, onSerials, onProduct, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const serials = line.serials ?? [];
  const all = pieces(line.quantity);

  const add = async (text: string) => {
    const serial = text.trim();
    if (serial === "") return onClose();
    if (holds(serials, serial)) return setError(t("serial.twice"));
    if (serials.length >= all) return setError(t("error.serials_over", { Max: all }));
    const next = [...serials, serial];
    onSerials(next);
    setTyped("");
    setError(undefined);
    try {
      const { items } = await client.fetchQuery(soldAt(serial));
      // What was sold before is to be seen: the window stays.
      if (next.length >= all && !stillSold(items, line.product_id, corrects)) onClose();
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      toast(refusal.message, { kind: "wrong" });
    }
  };
  useScan((code) => {
    productByCode(code).then(
      (meant) => {
        sound("found");
        if (meant) onProduct(meant.product, meant.quantity);
        else void add(code);
      },
      (refusal: unknown) => refusal instanceof Problem && toast(refusal.message, { kind: "wrong" }),
    );
  });
  const take = (serial: string) => {
    onSerials(serials.filter((one) => one !== serial));
    form.current?.querySelector("input")?.focus();
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    void add(typed);
  };
  return (
    <Dialog
      title={t("serial.of", { Name: line.name })}
      width={440}
      onClose={onClose}
      foot={
        <>
          <Button kind="primary" keys="Enter" onClick={() => submit()}>
            {t(typed.trim() === "" ? "serial.done" : "serial.add")}
          </Button>
          <span className="grow" />
          <span>{t("serial.progress", { Done: serials.length, All: all })}</span>
        </>
      }
    >
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <CodeField label={t("serial.serial")} name="serial" inputMode="text" data-autofocus hint={t("serial.hint")} value={typed} onChange={(value) => (setTyped(value), setError(undefined))} error={error} />
        {serials.length > 0 && (
          <ul className="serials">
            {serials.map((serial) => (
              <li key={serial}>
                <IconBarcode size={16} stroke={1.75} aria-hidden="true" />
                <span className="grow">
                  <Serial>{serial}</Serial>
                  <Before serial={serial} product_id={line.product_id} corrects={corrects} />
                </span>
                <Button type="button" kind="ghost" icon={IconX} aria-label={t("serial.take", { Serial: serial })} onClick={() => take(serial)} />
              </li>
            ))}
          </ul>
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Says where a serial was sold before, when it never came back. */
function Before({ serial, product_id, corrects }: { serial: string; product_id: string; corrects?: string }) {
  const t = useT();
  const { data } = useQuery(soldAt(serial));
  const sold = stillSold(data?.items ?? [], product_id, corrects);
  return sold ? <Notice kind="needs">{t("serial.sold_before", { Number: `\u2066${sold.invoice_number}\u2069` })}</Notice> : null;
}
