/** What the server sends and takes. Money is integer rial, quantities are decimal text, times RFC 3339. */
import type { Unit } from "../money";
import type { Preferences } from "../prefs";

export interface Page<T> {
  items: T[];
  next: string;
}

/** A page of goods. `read_as` is set when only the text under the other keyboard layout found something. */
export interface ProductPage extends Page<Product> {
  read_as?: string;
}

export interface ListQuery {
  q?: string;
  limit?: number;
  cursor?: string;
}

export type Role = "owner" | "manager" | "support" | "counter";

export interface Staff {
  id: string;
  user: string;
  name: string;
  role: Role;
  rights: string[];
  /** The largest discount this person may give, in percent. */
  discount_limit: number;
  active: boolean;
  preferences: Partial<Preferences>;
}

export interface Shop {
  name: string;
  phone: string;
  address: string;
  province: string;
  city: string;
  postal_code: string;
  legal_name: string;
  economic_code: string;
  registration_no: string;
  national_id: string;
  /** A data: address, or empty. */
  logo: string;
  language: "fa" | "en";
  unit: Unit;
  /** What totals are rounded to, in rial; 0 is off. */
  rounding: number;
  invoice_note: string;
  practice?: boolean;
}

export interface Till {
  id: string;
  name: string;
  series: string;
  memory_id: string;
}

export interface TaxRate {
  id: string;
  tax_class: string;
  rate_bp: number;
  effective_from: string;
}

export interface Session {
  staff: Staff;
  till: Till;
  shop: Shop;
}

export interface SetupState {
  done: boolean;
  shop: { name: string; logo: string; language: "fa" | "en"; practice?: boolean };
}

export interface SetupRequest {
  language: "fa" | "en";
  shop: { name: string; phone?: string; address?: string; logo?: string; unit: Unit };
  owner: { user: string; name?: string; password: string };
}

export interface Product {
  id: string;
  code: string;
  name: string;
  barcodes: string[];
  unit: string;
  price: number;
  tax_class: string;
  price_includes_tax: boolean;
  category: string;
  tax_code: string;
  active: boolean;
  stock: string;
  updated_at: string;
}

export interface StockMove {
  id: string;
  product_id: string;
  quantity: string;
  reason: string;
  ref_id: string;
  staff_id: string;
  at: string;
}

export interface Customer {
  id: string;
  kind: "person" | "organisation";
  name: string;
  phone: string;
  email: string;
  national_id: string;
  economic_code: string;
  registration_no: string;
  postal_code: string;
  province: string;
  city: string;
  address: string;
  note: string;
  /** What the customer owes, in rial. */
  balance: number;
  created_at: string;
  masked: boolean;
}

/** An amount in rial, or percent as decimal text; one of the two. */
export interface Discount {
  amount?: number;
  percent?: string;
}

export interface BasketLine {
  product_id: string;
  quantity: string;
  price?: number;
  /** The list price the person saw; another one now means that it changed meanwhile. */
  list_price: number;
  discount?: Discount;
}

export interface Basket {
  id: string;
  customer_id?: string;
  lines: BasketLine[];
  discount?: Discount;
  note?: string;
  updated_at: string;
  staff_id: string;
}

export interface SaleLine {
  product_id?: string;
  barcode?: string;
  quantity: string;
  price?: number;
  discount?: Discount;
}

export type Method = "cash" | "card" | "transfer" | "cheque" | "credit";

export interface Payment {
  method: Method;
  amount: number;
  reference?: string;
}

export interface Sale {
  id: string;
  customer_id?: string;
  discount?: Discount;
  lines: SaleLine[];
  payments: Payment[];
  note?: string;
}

export interface QuoteLine {
  product_id: string;
  name: string;
  unit: string;
  quantity: string;
  price: number;
  list_price: number;
  gross: number;
  discount: number;
  discount_share: number;
  net: number;
  tax_rate_bp: number;
  tax: number;
  total: number;
  stock: string;
  alerts: string[];
}

export interface Quote {
  lines: QuoteLine[];
  gross: number;
  discount: number;
  net: number;
  tax: number;
  rounding: number;
  total: number;
  alerts: string[];
}

export interface SaleAnswer {
  order: { id: string; number: string };
  invoice: { id: string; number: string; total: number; tax: number; paid: number; due: number; change: number; issued_at: string };
  alerts: { code: string; product_id: string; detail: string }[];
}

export interface InvoiceRow {
  id: string;
  number: string;
  issued_at: string;
  customer_id: string;
  /** Empty for a guest. */
  buyer_name: string;
  total: number;
  paid: number;
  due: number;
  tax: number;
  staff_name: string;
}

/** The seller or buyer as they stood when the document was issued. */
export interface Party {
  kind: string;
  name: string;
  legal_name: string;
  economic_code: string;
  registration_no: string;
  national_id: string;
  province: string;
  county: string;
  city: string;
  postal_code: string;
  address: string;
  phone: string;
}

export interface InvoiceLine {
  id: string;
  row: number;
  product_id: string;
  code: string;
  name: string;
  unit: string;
  quantity: string;
  price: number;
  list_price: number;
  gross: number;
  discount: number;
  discount_share: number;
  net: number;
  tax: number;
  total: number;
  tax_rate_bp: number;
}

export interface InvoicePayment {
  method: Method;
  amount: number;
  change: number;
  reference: string;
  at: string;
}

/** An issued document, whole; it never changes. */
export interface Invoice {
  id: string;
  number: string;
  order_number: string;
  sale_id: string;
  staff_name: string;
  customer_id: string;
  issued_at: string;
  buyer: Party | null;
  lines: InvoiceLine[];
  payments: InvoicePayment[];
  gross: number;
  discount: number;
  net: number;
  tax: number;
  rounding: number;
  total: number;
  paid: number;
  due: number;
  change: number;
  note: string;
  tax_id: string;
}

export interface OrderRow {
  id: string;
  number: string;
  state: string;
  customer_name: string;
  total: number;
  created_at: string;
}

export interface ImportResult {
  new: number;
  changed: number;
  unchanged: number;
  refused: { row: number; field: string; code: string; message: string }[];
  needs_unit?: boolean;
}

export interface Changes {
  seq: number;
  changes: { table: string; id: string }[];
}
