/** Puts an invoice before the person as PDF. Each print is noted; from the second on the paper says that it is a reprint. */
import { api, ok } from "@/lib/api/client";
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


/** Call it straight from a key or click; what goes wrong is said. */
export const printInvoice = (id: string, form: Form, lang: Lang = preferences.get().language) => void openPdf(noted(id, form, lang)).catch(refused);

/** The receipt comes out of a till's printer; the server notes it. */
export const rollReceipt = (id: string, till: string, lang: Lang = preferences.get().language) =>
  void ok(api.POST("/api/invoices/{id}/receipts", { params: { path: { id } }, body: { till_id: till, lang } }))
    .then(() => toast(t("invoice.rolled")))
    .catch(refused);

/** The same to look at: nothing is noted. */
export const showInvoice = (id: string, form: Form, lang: Lang) => void openPdf(pathOf(id, form, lang, false)).catch(refused);
