/** The codes on the shop's own papers: what they lead to is found by the server, which alone can tell a real one. */
import { api, ok } from "@/lib/api/client";
import { t } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { refused, toast } from "@/ui/Toast";

/** The name of a document, alone or at the end of the address that its code holds. */
const name = /(^|\/)[a-z2-7]{52}\/?$/i;

export const isPaper = (code: string) => name.test(code);

/** Opens the document whose paper was scanned, wherever that happened. */
export async function openPaper(code: string) {
  try {
    const { invoices } = await ok(api.GET("/api/search", { params: { query: { q: code, limit: 1 } } }));
    if (invoices[0]) navigate(`/invoices/${invoices[0].id}`);
    else toast(t("handout.nothing"), { kind: "wrong" });
  } catch (refusal) {
    refused(refusal);
  }
}
