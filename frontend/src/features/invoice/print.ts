import { Problem } from "@/lib/api/client";
import { preferences } from "@/lib/prefs";
import { toast } from "@/ui/Toast";
import { printAgain, type Form } from "./queries";

/**
 * Puts an invoice before the person as PDF, in their language. Each time is noted; from the second on the paper says
 * that it is a copy. Call it straight from a key or click; what goes wrong is said.
 */
export function printInvoice(id: string, form: Form) {
  printAgain(id, form, preferences.get().language).catch((cause: unknown) => {
    if (!(cause instanceof Problem)) throw cause;
    toast(cause.message, { kind: "wrong" });
  });
}
