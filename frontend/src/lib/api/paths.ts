/** The routes, in the form that openapi-typescript gives them. */
import type { Preferences } from "../prefs";
import type {
  Basket, Changes, Customer, ImportResult, Invoice, InvoiceRow, ListQuery, OrderRow, Page, Product, ProductPage, Quote, Sale, SaleAnswer, Session, SetupRequest,
  SetupState, Shop, Staff, StockMove, TaxRate, Till,
} from "./types";

interface Call<Answer, Body = undefined, Path = undefined, Query = undefined> {
  parameters: { query?: Query; header?: never; path: Path extends undefined ? never : Path; cookie?: never };
  requestBody?: Body extends undefined ? never : { content: { "application/json": Body } };
  responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Answer } } };
}
interface Open<Answer, Body = undefined, Query = undefined> {
  parameters: { query?: Query; header?: never; path?: never; cookie?: never };
  requestBody?: Body extends undefined ? never : { content: { "application/json": Body } };
  responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Answer } } };
}
interface ById {
  id: string;
}

export interface paths {
  "/api/health": { get: Open<{ status: string; version: string }> };
  "/api/setup": { get: Open<SetupState>; post: Open<{ token: string; staff: Staff; recovery_key: string }, SetupRequest> };
  "/api/session": {
    get: Open<Session>;
    post: Open<{ token: string; staff: Staff }, { user: string; password: string }>;
    patch: Open<Staff, { preferences: Partial<Preferences> }>;
    delete: Open<unknown>;
  };
  "/api/staff": { get: Open<Page<Staff>, undefined, ListQuery>; post: Open<Staff, { user: string; name: string; role: string; password: string }> };
  "/api/staff/{id}": { get: Call<Staff, undefined, ById>; patch: Call<Staff, { name?: string; role?: string; active?: boolean; password?: string }, ById> };
  "/api/shop": { get: Open<Shop>; patch: Open<Shop, Partial<Shop>> };
  "/api/tills": { get: Open<Page<Till>> };
  "/api/tills/{id}": { patch: Call<Till, Partial<Till>, ById> };
  "/api/tax-rates": { get: Open<Page<TaxRate>>; post: Open<TaxRate, Omit<TaxRate, "id"> & { id?: string }> };
  "/api/products": {
    get: Open<ProductPage, undefined, ListQuery & { barcode?: string; active?: boolean }>;
    post: Open<Product, Partial<Product> & { name: string; price: number }>;
  };
  "/api/products/{id}": { get: Call<Product, undefined, ById>; patch: Call<Product, Partial<Product>, ById> };
  "/api/products/{id}/moves": {
    get: Call<Page<StockMove>, undefined, ById, ListQuery>;
    post: Call<{ stock: string }, { id?: string; quantity: string; reason: string }, ById>;
  };
  "/api/customers": { get: Open<Page<Customer>, undefined, ListQuery>; post: Open<Customer, Partial<Customer> & { kind: string; name: string }> };
  "/api/customers/{id}": { get: Call<Customer, undefined, ById>; patch: Call<Customer, Partial<Customer>, ById> };
  "/api/baskets": { get: Open<Page<Basket>> };
  "/api/baskets/{id}": { put: Call<Basket, Omit<Basket, "id" | "updated_at" | "staff_id">, ById>; delete: Call<unknown, undefined, ById> };
  "/api/sales/quote": { post: Open<Quote, Omit<Sale, "id" | "payments">> };
  "/api/sales": { post: Open<SaleAnswer, Sale> };
  "/api/sales/{id}": { get: Call<SaleAnswer, undefined, ById> };
  "/api/invoices": { get: Open<Page<InvoiceRow>, undefined, ListQuery & { from?: string; to?: string; customer_id?: string; owing?: boolean }> };
  "/api/invoices/{id}": { get: Call<Invoice, undefined, ById> };
  "/api/invoices/{id}/prints": { post: Call<{ copy: number }, { form: string; lang: string }, ById> };
  "/api/orders": { get: Open<Page<OrderRow>, undefined, ListQuery> };
  "/api/orders/{id}": { get: Call<OrderRow, undefined, ById> };
  "/api/uploads": { post: Open<{ id: string }, { name: string; size: number }> };
  "/api/pricelists": { post: Open<ImportResult, { upload_id: string; unit?: "rial" | "toman"; dry_run?: boolean }> };
  "/api/pricelists/sample": { post: Open<ImportResult, Record<string, never>> };
  "/api/changes": { get: Open<Changes, undefined, { after: number; wait?: number }> };
}
