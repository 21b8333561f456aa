import { IconBuilding, IconUser } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { api, newId, ok, Problem } from "@/lib/api/client";
import type { Customer } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { Cards } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { Bdi, Money, Phone, When } from "@/ui/Num";
import { Notice } from "@/ui/Panel";
import { Understood } from "@/ui/Understood";
import { useMerging } from "./merge";

interface Props {
  customer: Customer;
  onClose: () => void;
  /** The one that stayed. */
  onDone: (keep: Customer) => void;
}

/** Makes two entries of one customer one: finds the other, shows both beside each other, asks which one stays. */
export function MergeDialog({ customer, onClose, onDone }: Props) {
  const t = useT();
  const [id] = useState(newId);
  const [other, setOther] = useState<Customer | null>(null);
  const [keep, setKeep] = useState(customer.id);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const { merge } = useMerging();
  const both = useRef<HTMLFormElement>(null);
  // The search that had the focus is gone: it goes on to the choice, where Enter confirms.
  useEffect(() => both.current?.querySelector<HTMLElement>("input:checked")?.focus(), [other]);
  const [stays, goes] = other && keep === other.id ? [other, customer] : [customer, other];

  const confirm = async () => {
    if (!goes || busy) return;
    setBusy(true);
    try {
      await merge(stays, goes, id);
      onDone(stays);
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setProblem(refusal.message);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t("merge.title")}
      onClose={onClose}
      width={640}
      foot={
        <>
          <Button kind="primary" keys={other ? "Enter" : undefined} disabled={!other || busy} onClick={() => void confirm()}>
            {t("merge.confirm")}
          </Button>
          {other && <Button onClick={() => setOther(null)}>{t("merge.another")}</Button>}
          <span className="grow" />
          <Button onClick={onClose}>{t("app.cancel")}</Button>
        </>
      }
    >
      {problem && <Notice kind="wrong">{problem}</Notice>}
      {other === null ? (
        <FindOther customer={customer} onTake={setOther} />
      ) : (
        <form
          ref={both}
          className="stack merge-both"
          onSubmit={(event) => {
            event.preventDefault();
            void confirm();
          }}
        >
          <Cards
            label={t("merge.which")}
            value={keep}
            onChange={setKeep}
            options={[customer, other].map((one) => ({ value: one.id, label: <Bdi>{one.name}</Bdi>, hint: <Facts customer={one} /> }))}
          />
          <Notice>{t("merge.effect", { Name: `\u2068${goes?.name ?? ""}\u2069`, Keep: `\u2068${stays.name}\u2069` })}</Notice>
          <button type="submit" hidden />
        </form>
      )}
    </Dialog>
  );
}

function Facts({ customer }: { customer: Customer }) {
  const t = useT();
  return (
    <span className="merge-facts">
      <span>{customer.phone ? <Phone>{customer.phone}</Phone> : t("merge.no_phone")}</span>
      {customer.city && (
        <span>
          <Bdi>{customer.city}</Bdi>
        </span>
      )}
      <span>
        {t("customer.since")} <When>{customer.created_at}</When>
      </span>
      <span>
        {customer.balance === 0 ? (
          t("merge.settled")
        ) : (
          <>
            {t(customer.balance > 0 ? "customer.owes" : "customer.credit")}: <Money rial={Math.abs(customer.balance)} unit />
          </>
        )}
      </span>
    </span>
  );
}

/** A name without the last of its words or parts: "Sadler-Fox" without the Fox. */
const shorter = (name: string) => name.replace(/[\s\u200c-]*[^\s\u200c-]+[\s\u200c-]*$/, "");

function FindOther({ customer, onTake }: { customer: Customer; onTake: (other: Customer) => void }) {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState(customer.name);
  const [at, setAt] = useState(0);
  const q = typed.trim();
  const found = useQuery({
    queryKey: ["customers", "merge", customer.id, q],
    enabled: q !== "",
    queryFn: async ({ signal }) => {
      for (let words = q; ; words = shorter(words)) {
        const page = await ok(api.GET("/api/customers", { params: { query: { q: words, limit: 7 } }, signal }));
        // The name it has here may be the longer one of the two: what was typed is taken as it is.
        if (q !== customer.name.trim() || page.items.some(({ id }) => id !== customer.id) || shorter(words) === "") return page;
      }
    },
    placeholderData: keepPreviousData,
  });
  const others = q === "" ? [] : (found.data?.items ?? []).filter((one) => one.id !== customer.id);
  const current = Math.min(at, others.length - 1);
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current]);
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    const other = others[current];
    if (by && others.length > 0) setAt((current + by + others.length) % others.length);
    else if (/Enter$/.test(event.code) && other && !found.isPlaceholderData) onTake(other);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextField
        label={t("merge.find")}
        hint={t("merge.find_hint")}
        data-autofocus
        role="combobox"
        aria-expanded={others.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={others.length > 0 ? `${id}-${current}` : undefined}
        value={typed}
        onChange={(next) => (setTyped(next), setAt(0))}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={press}
      />
      {!found.isPlaceholderData && q !== "" && <Understood readAs={found.data?.read_as} meant={found.data?.meant} />}
      <div id={`${id}-list`} className="merge-list" role="listbox" aria-label={t("merge.find")} hidden={others.length === 0}>
        {others.map((one, index) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- keys come through the box above, which keeps the focus
          <div key={one.id} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === current} className="pick-option" onClick={() => onTake(one)} onMouseMove={() => index !== current && setAt(index)}>
            {one.kind === "organisation" ? <IconBuilding size={18} stroke={1.75} aria-hidden="true" /> : <IconUser size={18} stroke={1.75} aria-hidden="true" />}
            <span className="grow ell">
              <Bdi>{one.name}</Bdi>
            </span>
            <span className="sm mut">{one.phone && <Phone>{one.phone}</Phone>}</span>
          </div>
        ))}
      </div>
      {others.length === 0 && q !== "" && found.isSuccess && <p className="sm mut">{t("merge.none")}</p>}
    </>
  );
}
