import { Popover } from "@mantine/core";
import { IconCheck, IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import { useT } from "@/lib/i18n";
import { fold } from "@/lib/persian";

export interface Option {
  value: string;
  label: string;
  /** At the end: how many there are. */
  note?: ReactNode;
}

interface Props {
  label: string;
  options: readonly Option[];
  value: string;
  onPick: (value: string) => void;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  /** What it opens from. */
  children: ReactElement;
}

/** More than these are searched too. */
const many = 8;

/** One of some, in a list that opens from a button: arrows walk, letters search, Enter takes. */
export function Pick({ children, opened, onOpened, ...list }: Props) {
  return (
    <Popover width={260} position="bottom-start" offset={6} opened={opened} onChange={onOpened} trapFocus returnFocus withinPortal classNames={{ dropdown: "pick" }}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown>{opened && <Options {...list} onPick={(value) => (onOpened(false), list.onPick(value))} />}</Popover.Dropdown>
    </Popover>
  );
}

function Options({ label, options, value, onPick }: Omit<Props, "opened" | "onOpened" | "children">) {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState("");
  const shown = typed === "" ? options : options.filter((option) => fold(option.label).includes(fold(typed)));
  const [at, setAt] = useState(() => Math.max(0, options.findIndex((option) => option.value === value)));
  const current = Math.min(at, shown.length - 1);
  const list = useRef<HTMLDivElement>(null);
  const searched = options.length > many;
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1, ...(searched ? {} : { Home: 0, End: shown.length - 1 }) };
    const to = steps[event.code];
    const option = shown[current];
    if (to !== undefined && shown.length > 0) setAt((to + shown.length) % shown.length);
    else if (/Enter$/.test(event.code) || (event.code === "Space" && !searched)) {
      if (option) onPick(option.value);
    } else return;
    event.preventDefault();
  };
  const aria = { "aria-label": label, "aria-activedescendant": shown.length > 0 ? `${id}-${current}` : undefined, "data-autofocus": true, onKeyDown: press };
  return (
    <>
      {searched && (
        <div className="input pick-search">
          <IconSearch size={16} stroke={1.75} aria-hidden="true" />
          <input {...aria} role="combobox" aria-expanded="true" aria-controls={`${id}-list`} dir="auto" autoComplete="off" spellCheck={false} placeholder={label} value={typed} onChange={(event) => (setTyped(event.target.value), setAt(0))} />
        </div>
      )}
      <div ref={list} className="pick-list" id={`${id}-list`} role="listbox" {...(searched ? { "aria-label": label } : { ...aria, tabIndex: 0 })}>
        {shown.map((option, index) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- keys come through the box above or the list itself, which keep the focus
          <div key={option.value} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === current} className="pick-option" onClick={() => onPick(option.value)} onMouseMove={() => index !== current && setAt(index)}>
            <span className="grow ell">
              <bdi>{option.label}</bdi>
            </span>
            {option.note !== undefined && <span className="xs mut">{option.note}</span>}
            {option.value === value && <IconCheck size={16} stroke={2} aria-hidden="true" />}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className="pick-none">{t("app.nothing_found")}</p>}
    </>
  );
}
