/** Puts an invoice before the person as PDF. Each print is noted; from the second on the paper says that it is a reprint. */
import { api, ok } from "@/lib/api/client";
import type { Invoice } from "@/lib/api/types";
import { openPdf } from "@/lib/openPdf";
import { t } from "@/lib/i18n";
import { preferences } from "@/lib/prefs";
import { refused, toast } from "@/ui/Toast";

export type Form = "short" | "official" | "receipt";
export type Lang = "fa" | "en" | "both";

const pathOf = (id: string, form: Form, lang: Lang, copy: boolean) => `/api/invoices/${encodeURIComponent(id)}/pdf?lang=${lang}&form=${form}${copy ? "&copy=true" : ""}`;

async function noted(id: string, form: Form, lang: Lang): Promise<string> {
  const { copy } = await ok(api.POST("/api/invoices/{id}/prints", { params: { path: { id } }, body: { form, lang } }));
  return pathOf(id, form, lang, copy > 1);
}

/** The customer's language, or the person's own where they have none. */
export const paperLang = (doc: { language: Invoice["language"] } | undefined, own: Lang = preferences.get().language): Lang => doc?.language || own;

const theirs = async (id: string) => paperLang(await ok(api.GET("/api/invoices/{id}", { params: { path: { id } } })));

/** Call it straight from a key or click; what goes wrong is said. Without a language it is the customer's. */
export const printInvoice = (id: string, form: Form, lang?: Lang) => void openPdf((lang ? Promise.resolve(lang) : theirs(id)).then((chosen) => noted(id, form, chosen))).catch(refused);

/** The receipt comes out of a till's printer; the server notes it. */
export const rollReceipt = (id: string, till: string, lang?: Lang) =>
  void (lang ? Promise.resolve(lang) : theirs(id))
    .then((chosen) => ok(api.POST("/api/invoices/{id}/receipts", { params: { path: { id } }, body: { till_id: till, lang: chosen } })))
    .then(() => toast(t("invoice.rolled")))
    .catch(refused);

/** The same to look at: nothing is noted. */
export const showInvoice = (id: string, form: Form, lang: Lang) => void openPdf(pathOf(id, form, lang, false)).catch(refused);
