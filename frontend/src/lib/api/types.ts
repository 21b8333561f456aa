/** Short names for what the server sends and takes. Money is integer rial, quantities are decimal text, times RFC 3339. */
import type { Answer, Sent } from "./paths";

export interface Page<T> {
  items: T[];
  next: string;
}

export type Session = Answer<"/api/session", "get">;
export type Staff = Session["staff"];
export type Role = Staff["role"];
export type Shop = Session["shop"];
export type Till = Session["till"];
/** Where a till's receipts come out. */
export type Printer = Answer<"/api/printers", "get">["items"][number];
export type Network = Answer<"/api/network", "get">;
/** What a till shows its customer; without the language, the parts paid and the sale, where there are none. */
export type Seen = Answer<"/api/displays/shown", "get">;
export type SetupState = Answer<"/api/setup", "get">;
export type TaxRate = Answer<"/api/tax-rates", "post">;

export type Product = Answer<"/api/products/{id}", "get">;
export type ProductPage = Answer<"/api/products", "get">;
export type StockMove = Answer<"/api/products/{id}/moves", "get">["items"][number];
export type ImportResult = Answer<"/api/pricelists", "post">;

export type Customer = Answer<"/api/customers/{id}", "get">;
/** Two entries of one customer made one. */
export type Merge = Answer<"/api/customers/merges", "post">;
/** Somebody of an organisation. */
export type CustomerPerson = Answer<"/api/customers/{id}/people", "post">;
export type Twin = Answer<"/api/customers/alike", "get">["items"][number];
export type CustomerPage = Answer<"/api/customers", "get">;

export type Basket = Answer<"/api/baskets/{id}", "put">;
/** An amount in rial, or percent as decimal text; one of the two. */
export type Discount = NonNullable<Sent<"/api/baskets/{id}", "put">["discount"]>;

export type Sale = Sent<"/api/sales", "post">;
export type Payment = NonNullable<Sale["payments"]>[number];
export type Method = NonNullable<Payment["method"]>;
export type Quote = Answer<"/api/sales/quote", "post">;
export type QuoteLine = Quote["lines"][number];
export type SaleAnswer = Answer<"/api/sales/{id}", "get">;

export type InvoiceRow = Answer<"/api/invoices", "get">["items"][number];
type SentInvoice = Answer<"/api/invoices/{id}", "get">;
/** The seller or buyer as they stood when the document was issued. */
export type Party = SentInvoice["seller"];
/** An issued document, whole; it never changes. A guest's has no buyer. */
export type Invoice = Omit<SentInvoice, "buyer"> & { buyer: Party | null };

/** What an invoice was taken back by, and what still may come back of it. */
export type CreditsOf = Answer<"/api/invoices/{id}/credits", "get">;
export type CreditRow = CreditsOf["credits"][number];
export type CreditRequest = Sent<"/api/credits", "post">;
/** Goods that come back in exchange for what is sold. */
export type Back = Sent<"/api/exchanges", "post">["back"];
export type CreditQuote = Answer<"/api/credits/quote", "post">;

/** What one text found everywhere, best first of each kind. */
export type Found = Answer<"/api/search", "get">;

export type OrderRow = Answer<"/api/orders", "get">["items"][number];

export type ShiftRow = Answer<"/api/shifts", "get">["items"][number];
/** A shift with what went in and out; its sums where the person may see them. */
export type Shift = Answer<"/api/shifts/{id}", "get">;
export type ShiftCount = Answer<"/api/shifts/{id}/counts", "post">;

export type Changes = Answer<"/api/changes", "get">;

/** An order with its lines, its timeline and the steps that it may take now. */
export type Order = Answer<"/api/orders/{id}", "get">;
export type Contact = Answer<"/api/orders/{id}/contact", "get">;
export type OrderLine = Order["items"][number];
export type OrderEvent = Order["timeline"][number];
