import { useId, type ReactNode, type Ref } from "react";

interface Option<T extends string> {
  value: T;
  label: ReactNode;
}

interface Props<T extends string, O extends Option<T>> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly O[];
  /** The label is only heard. */
  quiet?: boolean;
}

/** Two to four choices in one row; arrows move between them. */
export function Segments<T extends string>({ label, value, onChange, options, quiet = false }: Props<T, Option<T>>) {
  const name = useId();
  return (
    <fieldset className="field">
      <legend className={quiet ? "sr" : "label"}>{label}</legend>
      <div className="seg">
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface Card<T extends string> extends Option<T> {
  hint?: ReactNode;
  /** Shown large at the end: an example. */
  example?: ReactNode;
}

/** A choice that deserves room: each option a card with its effect in one sentence. */
export function Cards<T extends string>({ label, value, onChange, options, quiet = false, column = false }: Props<T, Card<T>> & { column?: boolean }) {
  const name = useId();
  return (
    <fieldset className="field">
      <legend className={quiet ? "sr" : "label"}>{label}</legend>
      <div className={column ? "cards column" : "cards"}>
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span className="grow">
              <b>{option.label}</b>
              {option.hint && <small>{option.hint}</small>}
            </span>
            {option.example && <span className="ex">{option.example}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface CheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  name?: string;
  ref?: Ref<HTMLInputElement>;
}

export function Check({ checked, onChange, children, name, ref }: CheckProps) {
  return (
    <label className="check">
      <input ref={ref} type="checkbox" name={name} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
