import { IconReceipt } from "@tabler/icons-react";
import type { Action } from "@/lib/actions";
import type { Customer } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { href } from "@/lib/router";
import { ActionButton } from "@/ui/Button";
import { Bdi, Money, Num, When } from "@/ui/Num";
import { useAccount } from "./account";

interface Props {
  customer: Customer;
  /** What can be done with it; empty for who may not. */
  actions: readonly Action[];
  /** Changes the credit limit; null for who may not. */
  limit: Action | null;
}

/** Where a customer stands: what is open, what is on account, and the way to take money. */
export function Account({ customer, actions, limit }: Props) {
  const t = useT();
  const money = useMoney();
  const account = useAccount(customer.id).data;
  const open = account?.open ?? [];
  return (
    <section className="customers-account" aria-label={t("account.title")}>
      {open.length > 0 && <h3>{t("account.open")}</h3>}
      {open.length > 0 && (
        <ul>
          {open.map((invoice) => (
            <li key={invoice.id}>
              <IconReceipt size={16} stroke={1.75} aria-hidden="true" />
              <span className="grow">
                <a href={href(`/invoices/${invoice.id}`)}>
                  <Bdi>
                    <Num>{invoice.number}</Num>
                  </Bdi>
                </a>
                <small className="mut">
                  <When>{invoice.issued_at}</When>
                </small>
              </span>
              <b>
                <Money rial={invoice.open} />
              </b>
            </li>
          ))}
        </ul>
      )}
      {account && account.on_account > 0 && (
        <div className="row between sm">
          <span className="mut">{t("account.on_account")}</span>
          <span>
            <Money rial={account.on_account} unit />
          </span>
        </div>
      )}
      {account && (
        <div className="row between sm">
          <span className="mut">{t("account.limit")}</span>
          <span className="grow" />
          <span>
            {account.credit.limited ? <Money rial={account.credit.limit} unit /> : t("account.limit_none")}
            {account.credit.limited && (
              <span className={account.credit.left < 0 ? "customers-over" : "mut"}>
                {" · "}
                {t(account.credit.left < 0 ? "account.limit_over" : "account.limit_left", { Amount: money.format(Math.abs(account.credit.left)) })}
              </span>
            )}
          </span>
          {limit && <ActionButton action={limit} kind="ghost" bare />}
        </div>
      )}
      <div className="row">
        {actions.map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </div>
    </section>
  );
}
