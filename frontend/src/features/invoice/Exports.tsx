import { IconFileExport, IconFileZip } from "@tabler/icons-react";
import { useState } from "react";
import { ToSend } from "@/features/credit/ToSend";
import type { Action } from "@/lib/actions";
import { useMay } from "@/lib/session";
import { ActionButton } from "@/ui/Button";
import { BulkDialog } from "./BulkDialog";
import type { Bulk } from "./bulk";

interface Asked {
  of: NonNullable<Bulk["of"]>;
  from: string | undefined;
  to: string | undefined;
  /** What waits for the tax system is shown at once. */
  toSend?: boolean;
}

/** What can be taken out of a list of documents: a period's PDFs, and what goes to the tax system. */
export function useExports({ of, from, to, toSend = false }: Asked) {
  const may = useMay("export");
  const [bulk, setBulk] = useState(false);
  const [sending, setSending] = useState(toSend && may);
  const many: Action = { id: "invoices.bulk", label: "bulk.open", keys: ["Alt+P"], icon: IconFileZip, run: () => setBulk(true) };
  const toTax: Action = { id: "invoices.to_tax", label: "invoice.to_tax", keys: ["Ctrl+E"], icon: IconFileExport, inFields: true, run: () => setSending(true) };
  return {
    actions: may ? [toTax, many] : [],
    tools: may && (
      <>
        <ActionButton action={many} />
        <ActionButton action={toTax} />
      </>
    ),
    dialogs: (
      <>
        {sending && <ToSend from={from} to={to} onClose={() => setSending(false)} />}
        {bulk && <BulkDialog of={of} from={from ?? ""} to={to ?? ""} onClose={() => setBulk(false)} />}
      </>
    ),
  };
}
