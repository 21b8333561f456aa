import { IconAlertCircle, IconChevronDown, IconEye, IconEyeOff } from "@tabler/icons-react";
import { useId, useState, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";
import { inDigits, useT } from "@/lib/i18n";
import { latinDigits } from "@/lib/persian";

export interface FieldProps {
  label: ReactNode;
  /** Said below, until something is wrong. */
  hint?: ReactNode;
  /** What is wrong, said at the field. */
  error?: string;
  optional?: boolean;
  className?: string;
}

interface Wired {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/** Label, control, and what there is to say about it. The control gets its id and descriptions. */
export function Field({ label, hint, error, optional, className = "", children }: FieldProps & { children: (wired: Wired) => ReactNode }) {
  const t = useT();
  const id = useId();
  const said = error || hint;
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>
        {label} {/* the blank keeps Persian letters from joining into the next word */}
        {optional && <span className="opt">{t("app.optional")}</span>}
      </label>
      {children({ id, "aria-describedby": said ? `${id}-say` : undefined, "aria-invalid": error ? true : undefined })}
      {said && (
        <div id={`${id}-say`} className={error ? "say wrong" : "say"} role={error ? "alert" : undefined}>
          {error && <IconAlertCircle size={15} stroke={1.75} aria-hidden="true" />}
          <span>{said}</span>
        </div>
      )}
    </div>
  );
}

const box = (error: string | undefined) => (error ? "input bad" : "input");

type Input = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value" | "children">;

export interface TextFieldProps extends FieldProps, Input {
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
  /** Before and after the text, inside the box. */
  start?: ReactNode;
  end?: ReactNode;
}

export function TextField({ label, hint, error, optional, className, value, onChange, start, end, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(wired) => (
        <div className={box(error)}>
          {start}
          <input autoComplete="off" dir="auto" {...rest} {...wired} value={value} onChange={(event) => onChange(event.target.value)} />
          {end}
        </div>
      )}
    </Field>
  );
}

/**
 * Phone numbers, national ids, postal codes, barcodes: left to right, shown in the person's digits, given on in Latin ones.
 */
export function CodeField({ value, onChange, ...rest }: TextFieldProps) {
  useT();
  return <TextField inputMode="numeric" spellCheck={false} data-code="" dir="ltr" {...rest} value={inDigits(value)} onChange={(typed) => onChange(latinDigits(typed))} />;
}

export const PhoneField = (props: TextFieldProps) => <CodeField inputMode="tel" {...props} />;

export function PasswordField(props: TextFieldProps) {
  const [shown, setShown] = useState(false);
  const t = useT();
  const label = t(shown ? "app.hide_password" : "app.show_password");
  return (
    <TextField
      spellCheck={false}
      {...props}
      dir="ltr"
      data-code=""
      type={shown ? "text" : "password"}
      end={
        <button type="button" onClick={() => setShown(!shown)} aria-label={label} title={label} aria-pressed={shown} tabIndex={-1}>
          {shown ? <IconEyeOff size={18} stroke={1.75} /> : <IconEye size={18} stroke={1.75} />}
        </button>
      }
    />
  );
}

interface TextAreaProps extends FieldProps, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "value"> {
  value: string;
  onChange: (value: string) => void;
}

export function TextArea({ label, hint, error, optional, className, value, onChange, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(wired) => (
        <div className={box(error)}>
          <textarea dir="auto" rows={3} {...rest} {...wired} value={value} onChange={(event) => onChange(event.target.value)} />
        </div>
      )}
    </Field>
  );
}

interface SelectProps<T extends string> extends FieldProps, Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value"> {
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string }[];
}

export function SelectField<T extends string>({ label, hint, error, optional, className, value, onChange, options, ...rest }: SelectProps<T>) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(wired) => (
        <div className={box(error)}>
          <select {...rest} {...wired} value={value} onChange={(event) => onChange(event.target.value as T)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
        </div>
      )}
    </Field>
  );
}
