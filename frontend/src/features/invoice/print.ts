/** Puts an invoice before the person as PDF. Each time is noted; from the second on the paper says that it is a reprint. */
import { api, ok, Problem } from "@/lib/api/client";
import { openPdf } from "@/lib/openPdf";
import { preferences } from "@/lib/prefs";
import { toast } from "@/ui/Toast";

export type Form = "short" | "official";

async function noted(id: string, form: Form): Promise<string> {
  const lang = preferences.get().language;
  const { copy } = await ok(api.POST("/api/invoices/{id}/prints", { params: { path: { id } }, body: { form, lang } }));
  return `/api/invoices/${id}/pdf?lang=${lang}&form=${form}${copy > 1 ? "&copy=true" : ""}`;
}

/** Call it straight from a key or click; what goes wrong is said. */
export function printInvoice(id: string, form: Form) {
  openPdf(noted(id, form)).catch((cause: unknown) => {
    if (!(cause instanceof Problem)) throw cause;
    toast(cause.message, { kind: "wrong" });
  });
}
