import type { Invoice } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { useMay } from "@/lib/session";
import { Notice } from "@/ui/Panel";
import { useAccount } from "./account";

/** What a customer would owe beyond their limit, said before it happens: who may let it pass does it under their own name. */
export function BeyondLimit({ customer, more }: { customer: string; more: number }) {
  const t = useT();
  const money = useMoney();
  const own = useMay("credit_over");
  const maySee = useMay("invoice_read");
  const credit = useAccount(maySee && more > 0 ? customer : undefined).data?.credit;
  if (!credit?.limited || more <= credit.left) return null;
  const params = { Amount: `${money.format(more - credit.left)} ${money.name}`, Limit: `${money.format(credit.limit)} ${money.name}` };
  return <Notice kind="needs">{t(own ? "account.beyond_own" : "account.beyond_ask", params)}</Notice>;
}

/** That a document let its customer owe more than they may, and who did it. */
export function LimitPassed({ pass }: { pass: NonNullable<Invoice["limit_pass"]> }) {
  const t = useT();
  const money = useMoney();
  const sum = (rial: number) => `${money.format(rial)} ${money.name}`;
  return <Notice kind="needs">{t("account.passed", { Name: `\u2068${pass.staff_name}\u2069`, Owed: sum(pass.owed), Limit: sum(pass.limit) })}</Notice>;
}
