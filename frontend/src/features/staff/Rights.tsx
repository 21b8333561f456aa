import { IconCheck } from "@tabler/icons-react";
import { hasText, useT } from "@/lib/i18n";
import { Percent } from "@/ui/Num";
import { Skeleton } from "@/ui/Panel";
import { useRoles } from "./queries";

/** The order in which people ask about them; a right that came later stands at the end. */
const order = ["sell", "price_override", "discount_over", "customer_write", "sealed_read", "invoice_read", "void", "product_write", "product_import", "export", "staff_manage", "shop_manage"];

/** Who may do what, as the server decides it. */
export function Rights() {
  const t = useT();
  const { data } = useRoles();
  if (!data) return <Skeleton height={240} />;
  const roles = data.items;
  const known = new Set(roles.flatMap(({ rights }) => rights));
  known.delete("signed_in");
  const rights = [...order.filter((right) => known.has(right)), ...[...known].filter((right) => !order.includes(right))];
  const name = (right: string) => {
    const key = `right.${right}`;
    return hasText(key) ? t(key) : right;
  };
  return (
    <section className="people-rights">
      <h3>{t("people.rights")}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("people.may")}</th>
            {roles.map(({ role }) => (
              <th key={role} scope="col">
                {t(`role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rights.map((right) => (
            <tr key={right}>
              <th scope="row">{name(right)}</th>
              {roles.map(({ role, rights: has }) => (
                <td key={role}>
                  {has.includes(right) ? (
                    <>
                      <IconCheck size={18} stroke={2} aria-hidden="true" />
                      <span className="sr">{t("app.yes")}</span>
                    </>
                  ) : (
                    <>
                      <span className="mut" aria-hidden="true">
                        –
                      </span>
                      <span className="sr">{t("app.no")}</span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t("people.discount_limit")}</th>
            {roles.map(({ role, discount_limit }) => (
              <td key={role}>{discount_limit === 0 ? <span className="mut">–</span> : <Percent>{discount_limit}</Percent>}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
