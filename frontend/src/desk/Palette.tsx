import { IconBolt, IconReceipt, IconSearch, IconTag, IconUser } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from "react";
import { reachable, useLayers, type Action } from "@/lib/actions";
import { api, ok } from "@/lib/api/client";
import { useT, type Key } from "@/lib/i18n";
import { fold, otherLayout } from "@/lib/persian";
import { navigate } from "@/lib/router";
import { may } from "@/lib/session";
import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";
import { Bdi, Money, Num } from "@/ui/Num";
import type { DeskRoute } from "./routes";

interface Hit {
  id: string;
  group: Key;
  icon: NonNullable<Action["icon"]>;
  text: string;
  note?: React.ReactNode;
  keys?: string;
  run: () => void;
}

const few = 5;

/** Ctrl+K: everything by its name: screens and actions at once, customers, products and invoices from two letters on. */
export default function Palette({ screens, onClose }: { screens: readonly DeskRoute[]; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const on = q.length >= 2;

  const [products, customers, invoices] = useQueries({
    queries: [
      { queryKey: ["products", "palette", q], enabled: on, queryFn: () => ok(api.GET("/api/products", { params: { query: { q, limit: few } } })) },
      { queryKey: ["customers", "palette", q], enabled: on, queryFn: () => ok(api.GET("/api/customers", { params: { query: { q, limit: few } } })) },
      { queryKey: ["invoices", "palette", q], enabled: on && may("invoice_read"), queryFn: () => ok(api.GET("/api/invoices", { params: { query: { q, limit: few } } })) },
    ],
  });

  const wanted = [typed, otherLayout(typed) ?? ""].map(fold).filter(Boolean);
  const fits = (text: string) => wanted.length === 0 || wanted.some((want) => fold(text).includes(want));
  const here = reachable(useLayers().filter((layer) => !layer.exclusive)).flatMap(({ actions }) => actions);

  const hits: Hit[] = [
    ...(customers.data?.items ?? []).map((one): Hit => ({ id: `c${one.id}`, group: "palette.customers", icon: IconUser, text: one.name, note: <Num>{one.phone}</Num>, run: () => navigate(`/customers/${one.id}`) })),
    ...(products.data?.items ?? []).map((one): Hit => ({ id: `p${one.id}`, group: "palette.products", icon: IconTag, text: one.name, note: <Money rial={one.price} unit />, run: () => navigate(`/products/${one.id}`) })),
    ...(invoices.data?.items ?? []).map((one): Hit => ({ id: `i${one.id}`, group: "palette.invoices", icon: IconReceipt, text: one.number, note: one.buyer_name, run: () => navigate(`/invoices/${one.id}`) })),
    ...here
      .filter(({ id: of, silent, disabled, label }) => of !== "desk.palette" && !silent && !disabled && fits(t(label)))
      .map((action): Hit => ({ id: `a${action.id}`, group: "palette.actions", icon: action.icon ?? IconBolt, text: t(action.label), keys: action.keys?.[0], run: action.run })),
    ...screens.filter(({ label }) => fits(t(label))).map(({ path, label, icon }): Hit => ({ id: `s${path}`, group: "palette.screens", icon, text: t("palette.go", { Name: t(label) }), run: () => navigate(`/${path}`) })),
  ];
  const current = Math.min(at, hits.length - 1);

  const take = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    // The dialog goes first: what runs may want the focus for itself.
    setTimeout(hit.run);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (step && hits.length > 0) {
      event.preventDefault();
      setAt((current + step + hits.length) % hits.length);
    } else if (/Enter$/.test(event.code)) {
      event.preventDefault();
      take(hits[current]);
    }
  };
  useEffect(() => {
    // Braces matter: newer browsers answer scrolling with a promise, and an effect's answer must be a function.
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current]);

  return (
    <Dialog title={t("palette.open")} onClose={onClose} at="top" width={620} bare>
      <div className="palette-box">
        <IconSearch size={20} stroke={1.75} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={hits.length > 0 ? `${id}-${current}` : undefined}
          aria-label={t("palette.open")}
          placeholder={t("palette.hint")}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <Kbd keys="Escape" />
      </div>
      {hits.length === 0 && (
        <p className="palette-none" role="status">
          {t("palette.empty")}
        </p>
      )}
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={t("palette.open")} hidden={hits.length === 0}>
        {hits.map((hit, index) => (
          <div key={hit.id} role="presentation">
            {hits[index - 1]?.group !== hit.group && <h3 role="presentation">{t(hit.group)}</h3>}
            {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events -- keys come through the box above, which keeps the focus */}
            <div id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === current} className="palette-hit" onClick={() => take(hit)} onMouseMove={() => setAt(index)}>
              <hit.icon size={18} stroke={1.75} />
              <span className="grow ell">
                <Bdi>{hit.text}</Bdi>
              </span>
              {hit.note && <span className="sm mut">{hit.note}</span>}
              {hit.keys && <Kbd keys={hit.keys} />}
            </div>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
