import { IconAdjustmentsHorizontal, IconBuildingStore, IconCashRegister, IconClipboardList, IconFileImport, IconPackage, IconPhoneCall, IconReceipt, IconTag, IconUsers, IconWriting } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Action } from "@/lib/actions";
import type { Key } from "@/lib/i18n";
import { piece } from "@/lib/piece";

/** What a screen is told about the address: "#/invoices/12?x=1" → rest ["12"], query x=1. */
export interface PageProps {
  rest: readonly string[];
  query: URLSearchParams;
}

export interface DeskRoute {
  /** The first part of the path. */
  path: string;
  label: Key;
  icon: NonNullable<Action["icon"]>;
  page: ComponentType<PageProps>;
  /** Without it the screen is not offered. */
  right?: string;
  /** Stands at the foot of the rail. */
  end?: boolean;
  /** Not on the rail: other screens and the palette lead there. */
  apart?: boolean;
}

/** The screens of the staff, in the order of the rail. Each is its own piece of the program, fetched when first shown. */
export const routes: readonly DeskRoute[] = [
  { path: "counter", label: "nav.counter", icon: IconBuildingStore, page: piece(() => import("@/features/sale/Page")), right: "sell" },
  { path: "orders", label: "nav.orders", icon: IconPackage, page: piece(() => import("@/features/order/Page")), right: "invoice_read" },
  { path: "invoices", label: "nav.invoices", icon: IconReceipt, page: piece(() => import("@/features/invoice/Page")), right: "invoice_read" },
  { path: "shift", label: "nav.shift", icon: IconCashRegister, page: piece(() => import("@/features/shift/Page")), right: "cash_move", apart: true },
  { path: "customers", label: "nav.customers", icon: IconUsers, page: piece(() => import("@/features/customer/Page")) },
  { path: "debts", label: "nav.debts", icon: IconPhoneCall, page: piece(() => import("@/features/debt/Page")), right: "debt_manage" },
  { path: "cheques", label: "nav.cheques", icon: IconWriting, page: piece(() => import("@/features/cheque/Page")), right: "invoice_read", apart: true },
  { path: "products", label: "nav.products", icon: IconTag, page: piece(() => import("@/features/product/Page")) },
  { path: "stock", label: "nav.stock", icon: IconClipboardList, page: piece(() => import("@/features/supply/Page")), right: "stock_count", apart: true },
  { path: "imports", label: "nav.imports", icon: IconFileImport, page: piece(() => import("@/features/pricelist/Page")), right: "product_import", apart: true },
  { path: "settings", label: "nav.settings", icon: IconAdjustmentsHorizontal, page: piece(() => import("@/features/shop/Page")), end: true },
];
