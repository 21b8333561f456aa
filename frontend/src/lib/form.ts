import { useCallback, useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type RefObject } from "react";
import { Problem } from "./api/client";

export type Errors = Readonly<Record<string, string>>;

export interface Form<T> {
  values: T;
  /** What is wrong, by the API's field path. */
  errors: Errors;
  /** What is wrong with no field to blame. */
  problem: string;
  busy: boolean;
  /** Is anything typed that was not saved? */
  changed: boolean;
  /** `places` are where what is wrong with the value stands, when the field holds the values of several inputs. */
  set<K extends keyof T>(field: K, value: T[K], ...places: string[]): void;
  reset(values: T): void;
  fail(errors: Errors, problem?: string): void;
  /** Runs the save; a refusal lands at its fields, the first of them gets the focus, nothing typed is lost. */
  submit(event?: FormEvent): Promise<boolean>;
  /** Give this to the form's element. */
  ref: React.RefObject<HTMLFormElement | null>;
}

/**
 * Holds what is typed and what is wrong with it. `check` may refuse before sending, `save` later through its second argument. Fields are joined to their errors by
 * the input's `name`, which is the API's path ("shop.name"). A save that answers false saved nothing yet.
 */
export function useForm<T extends object>(initial: T, save: (values: T, fail: Form<T>["fail"]) => Promise<unknown>, check?: (values: T) => Errors): Form<T> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(initial);
  const ref = useRef<HTMLFormElement>(null);
  const sending = useRef(false);

  const set = useCallback(<K extends keyof T>(field: K, value: T[K], ...places: string[]) => {
    setValues((now) => ({ ...now, [field]: value }));
    setErrors((now) => (places.length > 0 ? places : [String(field)]).reduce(dropErrors, now));
  }, []);

  const reset = useCallback((next: T) => {
    setValues(next);
    setSaved(next);
    setErrors({});
    setProblem("");
  }, []);

  const fail = useCallback((found: Errors, general = "") => {
    setErrors(found);
    setProblem(general);
    requestAnimationFrame(() => focusFirst(ref.current, found));
  }, []);

  const submit = useCallback(
    async (event?: FormEvent) => {
      event?.preventDefault();
      if (sending.current || refuseUnreadable(ref.current)) return false;
      const found = check?.(values) ?? {};
      if (Object.keys(found).length > 0) {
        fail(found);
        return false;
      }
      sending.current = true;
      setBusy(true);
      setProblem("");
      try {
        if ((await save(values, fail)) === false) return false;
        setSaved(values);
        setErrors({});
        return true;
      } catch (refusal) {
        if (!(refusal instanceof Problem)) throw refusal;
        const [atFields, general] = place(refusal, ref.current);
        fail(atFields, general);
        return false;
      } finally {
        sending.current = false;
        setBusy(false);
      }
    },
    [values, save, check, fail],
  );

  return { values, errors, problem, busy, changed: values !== saved && JSON.stringify(values) !== JSON.stringify(saved), set, reset, fail, submit, ref };
}

/** Enter that is still held down sends nothing twice, and answers no question that it has raised. */
export const onceHeld = (event: KeyboardEvent) => {
  if (event.key === "Enter" && event.repeat && event.target instanceof HTMLInputElement) event.preventDefault();
};

/** Makes a field refuse its form as long as it holds a text of which no value can be read; `why` is what it says then. */
export function useUnreadable(input: RefObject<HTMLInputElement | null>, why: string) {
  useEffect(() => input.current?.setCustomValidity(why), [input, why]);
}

/** Is there a field whose text can't be read? The first gets the focus, all of them say it themselves (onInvalid). */
export function refuseUnreadable(form: HTMLElement | null): boolean {
  const wrong = Array.from(form?.querySelectorAll("input") ?? []).filter((input) => input.validity.customError);
  wrong[0]?.focus();
  wrong[0]?.select();
  wrong.forEach((input) => input.checkValidity());
  return wrong.length > 0;
}

const dropErrors = (errors: Errors, field: string): Errors =>
  Object.fromEntries(Object.entries(errors).filter(([path]) => path !== field && !path.endsWith(`.${field}`) && !path.startsWith(`${field}[`)));

const named = (form: HTMLElement | null, field: string) => form?.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`) ?? null;

/** Errors whose field is on the form go there; the rest is said above it. */
function place(refusal: Problem, form: HTMLElement | null): [Errors, string] {
  const atFields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { field, detail } of refusal.errors) {
    const base = field.replace(/\[\d+\].*$/, "");
    const home = [field, base].find((path) => named(form, path));
    if (home) atFields[home] ??= detail;
    else rest.push(detail);
  }
  if (refusal.errors.length === 0) rest.push(refusal.message);
  return [atFields, [...new Set(rest)].join(" ")];
}

function focusFirst(form: HTMLElement | null, errors: Errors) {
  const wrong = Array.from(form?.querySelectorAll<HTMLElement>("[name]") ?? []).find((field) => errors[field.getAttribute("name") ?? ""]);
  wrong?.focus();
  if (wrong instanceof HTMLInputElement) wrong.select();
}
