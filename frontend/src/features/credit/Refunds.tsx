import { IconArrowsLeftRight, IconCash, IconCreditCard, IconPlus, IconTrash } from "@tabler/icons-react";
import type { Action } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import { useMoney } from "@/lib/money";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/Choice";
import { MoneyField } from "@/ui/NumericField";
import { Notice } from "@/ui/Panel";
import { another, mostParts, sumOf, withMethod, type Back, type Owed, type Part } from "./returning";
import "./credit.css";

const methods: readonly Back[] = ["cash", "card", "transfer"];
const icons = { cash: IconCash, card: IconCreditCard, transfer: IconArrowsLeftRight };

/** The keys of the methods, as the counter's payment has them. */
export const refundActions = (parts: readonly Part[], owed: Owed, onChange: (parts: readonly Part[]) => void): Action[] =>
  methods.map((method, at) => ({ id: `refund.${method}`, label: `method.${method}`, keys: [`Alt+${at + 1}`], icon: icons[method], inFields: true, run: () => onChange(withMethod(parts, method, owed)) }));

/** Money for what a cheque paid that may still bounce is given only by who says so. */
export function ChequeWaits({ rial }: { rial: number }) {
  const t = useT();
  const money = useMoney();
  return rial > 0 && <Notice kind="needs">{t("credit.cheque_waits", { Amount: `${money.format(rial)} ${money.name}` })}</Notice>;
}

interface Props {
  parts: readonly Part[];
  /** What goes back by itself. */
  owed: Owed;
  onChange: (parts: readonly Part[]) => void;
  errors: Readonly<Record<string, string>>;
  /** What the API's fields begin with. */
  within?: string;
}

/** Money that goes back: one part or several, each by its own way. */
export function Refunds({ parts, owed, onChange, errors, within = "" }: Props) {
  const t = useT();
  const name = (at: number) => `${within}refunds[${place(at)}].amount`;
  const put = (at: number, part: Part) => onChange(parts.map((one, place) => (place === at ? part : one)));
  // Parts of nothing are not sent: the API counts the others.
  const place = (at: number) => parts.slice(0, at).filter(({ amount }) => amount).length;
  const rest = owed.own - sumOf(parts);
  const free = methods.find((method) => !parts.some((one) => one.method === method));
  return (
    <>
      {parts.map((part, at) => (
        <div key={at} className="credits-money">
          <MoneyField
            label={at === 0 ? t("credit.refund") : t("credit.refund_part")}
            name={name(at)}
            value={part.amount}
            onChange={(amount) => put(at, { ...part, amount: amount ?? (at === 0 && parts.length === 1 ? 0 : null) })}
            error={errors[name(at)] ?? (at === 0 ? errors[`${within}refunds`] : undefined)}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- it came because it was asked for
            autoFocus={at > 0}
          />
          <Segments quiet label={t("credit.how")} value={part.method} onChange={(method: Back) => put(at, parts.length === 1 ? another(part, method, owed) : { ...part, method })} options={methods.map((value) => ({ value, label: t(`method.${value}`) }))} />
          {parts.length > 1 && <Button type="button" kind="ghost" icon={IconTrash} aria-label={t("credit.drop_part")} title={t("credit.drop_part")} onClick={() => onChange(parts.filter((_, other) => other !== at))} />}
        </div>
      ))}
      {rest > 0 && free && parts.length < mostParts && sumOf(parts) > 0 && (
        <div>
          <Button type="button" kind="link" icon={IconPlus} onClick={() => onChange([...parts, { method: free, amount: rest }])}>
            {t("credit.more_parts")}
          </Button>
        </div>
      )}
    </>
  );
}
