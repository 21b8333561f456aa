import { useId } from "react";
import { isoDay } from "@/lib/dates";
import { useT } from "@/lib/i18n";
import { CodeField, TextField } from "@/ui/Field";
import { JalaliDateField } from "@/ui/JalaliDateField";
import { gone, type Written } from "./values";
import "./cheque.css";

interface Props {
  value: Written;
  onChange: (value: Written) => void;
  /** By the field's own name. */
  errors: Readonly<Record<string, string>>;
  /** Before the names of the fields, as the API calls them. */
  path?: string;
  disabled?: boolean;
}

/** What is written on a cheque; its number and its day must be. */
export function ChequeFields({ value, onChange, errors, path = "", disabled = false }: Props) {
  const t = useT();
  const list = useId();
  const field = <K extends keyof Written>(name: K) => ({
    name: `${path}${name}`,
    value: value[name],
    onChange: (typed: string) => onChange({ ...value, [name]: typed }),
    error: errors[name],
    disabled,
  });
  return (
    <div className="cheques-fields">
      <CodeField label={t("cheque.number")} maxLength={20} {...field("number")} />
      <JalaliDateField label={t("cheque.due")} said={gone(value.due_on, isoDay()) && t("cheque.due_gone")} {...field("due_on")} />
      <TextField label={t("cheque.bank")} optional maxLength={100} list={list} {...field("bank")} />
      <CodeField label={t("cheque.sayad_id")} optional maxLength={24} className="half wide" {...field("sayad_id")} />
      <TextField label={t("cheque.holder")} optional maxLength={100} className="half" {...field("holder")} />
      <datalist id={list}>
        {t("cheque.banks").split(/[،,]\s*/).map((bank) => (
          <option key={bank} value={bank} />
        ))}
      </datalist>
    </div>
  );
}
