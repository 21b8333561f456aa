/** What the palette finds: records by the server, screens, actions and settings by their names. */
import { IconBolt, IconClipboardList, IconReceipt, IconReceiptRefund, IconSettings, IconTag, IconUser, IconBuilding, IconWriting } from "@tabler/icons-react";
import { places } from "@/features/shop/places";
import { choose } from "@/features/staff/preferences";
import { api, ok } from "@/lib/api/client";
import type { Found, OrderRow } from "@/lib/api/types";
import { isoDay } from "@/lib/dates";
import { reachable, type Action, type Layer } from "@/lib/actions";
import { t, type Key } from "@/lib/i18n";
import { formatCode } from "@/lib/numbers";
import { fold, otherLayout } from "@/lib/persian";
import { navigate } from "@/lib/router";
import { may } from "@/lib/session";
import { Bdi, Money, Phone, When } from "@/ui/Num";
import { refused } from "@/ui/Toast";
import type { DeskRoute } from "./routes";

export interface Hit {
  id: string;
  group: Key;
  icon: NonNullable<Action["icon"]>;
  text: string;
  note?: React.ReactNode;
  keys?: string;
  run: () => void;
}

/** Opens an order, or the invoice of a sale at the counter, which is done at once. */
async function openOrder({ id, created_at, lines }: OrderRow) {
  if (lines > 0) return navigate(`/orders/${id}`);
  const day = isoDay(new Date(created_at));
  try {
    const { items } = await ok(api.GET("/api/invoices", { params: { query: { order_id: id, from: day, to: day, limit: 1 } } }));
    if (items[0]) navigate(`/invoices/${items[0].id}`);
  } catch (refusal) {
    refused(refusal);
  }
}

/** Whose an order is and, where it is followed, how far it has come. */
const OrderNote = ({ customer_name, lines, state }: OrderRow) => (
  <>
    <Bdi>{customer_name}</Bdi>
    {lines > 0 && <> · {t(`order.state_${state}` as Key)}</>}
  </>
);

/** Records, in the order of the server: best first within each kind. */
export const recordHits = ({ customers, products, invoices, orders, credits, cheques }: Found): Hit[] => [
  ...customers.map((one): Hit => ({
    id: `c${one.id}`,
    group: "palette.customers",
    icon: one.kind === "organisation" ? IconBuilding : IconUser,
    text: one.name,
    note: one.person ? <Bdi>{one.person}</Bdi> : one.phone && <Phone>{one.phone}</Phone>,
    run: () => navigate(`/customers/${one.id}`),
  })),
  ...products.map((one): Hit => ({ id: `p${one.id}`, group: "palette.products", icon: IconTag, text: one.name, note: <Money rial={one.price} unit />, run: () => navigate(`/products/${one.id}`) })),
  ...invoices.map((one): Hit => ({ id: `i${one.id}`, group: "palette.invoices", icon: IconReceipt, text: formatCode(one.number), note: one.buyer_name ? <Bdi>{one.buyer_name}</Bdi> : <When>{one.issued_at}</When>, run: () => navigate(`/invoices/${one.id}`) })),
  ...orders.map((one): Hit => ({ id: `o${one.id}`, group: "palette.orders", icon: IconClipboardList, text: formatCode(one.number), note: one.customer_name ? <OrderNote {...one} /> : <Money rial={one.total} unit />, run: () => void openOrder(one) })),
  ...credits.map((one): Hit => ({ id: `r${one.id}`, group: "palette.credits", icon: IconReceiptRefund, text: formatCode(one.number), note: one.buyer_name ? <Bdi>{one.buyer_name}</Bdi> : <Money rial={one.total} unit />, run: () => navigate(`/invoices/credits/${one.id}`) })),
  ...cheques.map((one): Hit => ({ id: `q${one.id}`, group: "palette.cheques", icon: IconWriting, text: formatCode(one.number), note: <><Bdi>{one.customer_name}</Bdi> · <When>{one.due_on}</When></>, run: () => navigate(`/cheques/${one.id}`) })),
];

/** A setting that is changed at once, found by its value's name in any language. */
const switches: readonly { id: string; label: Key; value: () => string; also?: () => string; run: () => void }[] = [
  { id: "fa", label: "person.language", value: () => "فارسی", also: () => t("palette.persian"), run: () => choose({ language: "fa" }) },
  { id: "en", label: "person.language", value: () => "English", also: () => t("palette.english"), run: () => choose({ language: "en" }) },
  { id: "light", label: "person.theme", value: () => t("person.light"), also: () => "Light", run: () => choose({ theme: "light" }) },
  { id: "dark", label: "person.theme", value: () => t("person.dark"), also: () => "Dark", run: () => choose({ theme: "dark" }) },
  { id: "system", label: "person.theme", value: () => t("person.system"), run: () => choose({ theme: "system" }) },
];

/** How well a name fits what is typed: 0 begins with it, 1 a word of it does, 2 holds it; null not at all. */
export function fit(name: string, wanted: readonly string[]): number | null {
  const text = fold(name);
  const places = wanted.map((want) => (text.startsWith(want) ? 0 : text.includes(` ${want}`) ? 1 : text.includes(want) ? 2 : 3));
  const best = Math.min(...places, 3);
  return best === 3 ? null : best;
}

/** The ways to read what is typed: as it is, and under the other keyboard layout. */
export const readings = (typed: string) => [typed, otherLayout(typed) ?? ""].map(fold).filter(Boolean);

interface Named {
  fits: number;
  hit: Hit;
}

/** Actions of the present screen, settings and screens, those that fit best first in each group. */
export function namedHits(typed: string, layers: readonly Layer[], screens: readonly DeskRoute[]): { first: Hit[]; rest: Hit[] } {
  const wanted = readings(typed);
  const all = wanted.length === 0;
  const scored = (names: readonly string[], hit: Hit): Named[] => {
    const fits = names.map((name) => fit(name, wanted)).filter((one) => one !== null);
    return all ? [{ fits: 2, hit }] : fits.length > 0 ? [{ fits: Math.min(...fits), hit }] : [];
  };
  const actions = reachable(layers.filter((layer) => !layer.exclusive))
    .flatMap(({ actions: here }) => here)
    .filter(({ id, silent, disabled }) => id !== "desk.palette" && !silent && !disabled)
    .flatMap((action) => scored([t(action.label)], { id: `a${action.id}`, group: "palette.actions", icon: action.icon ?? IconBolt, text: t(action.label), keys: action.keys?.[0], run: action.run }));
  const settings = all
    ? []
    : [
        ...switches.flatMap(({ id, label, value, also, run }) => scored([value(), also?.() ?? "", t(label)], { id: `w${id}`, group: "palette.settings", icon: IconSettings, text: value(), note: t(label), run })),
        ...places
          .filter(({ right }) => right === undefined || may(right))
          .flatMap(({ path, label, holds, icon }) => {
            const [held] = holds.filter((key) => fit(t(key), wanted) !== null);
            return scored([t(label), ...holds.map((key) => t(key))], { id: `e${path}`, group: "palette.settings", icon, text: t(label), note: held && t(held), run: () => navigate(`/settings/${path}`) });
          }),
      ];
  const toScreens = screens.flatMap(({ path, label, icon }) => scored([t(label)], { id: `s${path}`, group: "palette.screens", icon, text: t("palette.go", { Name: t(label) }), run: () => navigate(`/${path}`) }));
  const [ofScreen, ofSettings, ofDesk] = [actions, settings, toScreens].map((group) => group.toSorted((a, b) => a.fits - b.fits)) as [Named[], Named[], Named[]];
  // What is called as it was typed goes before what only holds it; nothing is typed: all in their usual order.
  const begins = (group: readonly Named[]) => !all && wanted.some((want) => want.length > 1) && group[0]?.fits === 0;
  const hits = (some: readonly (readonly Named[])[]) => some.flatMap((group) => group.map(({ hit }) => hit));
  // A screen is meant more often than the settings of the same name.
  return { first: hits([ofScreen, ofDesk, ofSettings].filter(begins)), rest: hits([ofScreen, ofSettings, ofDesk].filter((group) => !begins(group))) };
}
