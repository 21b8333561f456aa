import { IconChevronDown, IconColumns3, IconX } from "@tabler/icons-react";
import { Popover } from "@mantine/core";
import { useRef, useState } from "react";
import { useActions } from "@/lib/actions";
import { useT, type Key } from "@/lib/i18n";
import type { ListState } from "@/lib/liststate";
import { Button } from "./Button";
import { Check } from "./Choice";
import { Pick, type Option } from "./Pick";
import { ViewName, ViewTabs } from "./Views";

export interface Filter {
  /** The server's word for it. */
  id: string;
  label: Key;
  /** Without any it is not offered. */
  options: readonly Option[];
  /** On or off: there is only one option. */
  toggle?: boolean;
  /** What else goes when it goes. */
  also?: readonly string[];
}

interface Choosable {
  id: string;
  header: React.ReactNode;
  fixed?: boolean;
  spare?: boolean;
}

interface Props {
  state: ListState;
  filters: readonly Filter[];
  columns: readonly Choosable[];
  /** Those that are shown now. */
  shown: readonly Choosable[];
}

/** Above a list: the views that have a name, what narrows it, and which columns it has. */
export function ListBar({ state, filters, columns, shown }: Props) {
  const t = useT();
  const chips = useRef<HTMLDivElement>(null);
  const [choosing, setChoosing] = useState(false);
  useActions([
    { id: "list.filter", label: "list.filter", keys: ["F8"], disabled: filters.length === 0, run: () => chips.current?.querySelector("button")?.focus() },
    { id: "list.columns", label: "list.columns", keys: ["Alt+C"], icon: IconColumns3, disabled: columns.length === 0, run: () => setChoosing(true) },
  ]);
  return (
    <div className="list-bar">
      <ViewTabs state={state} />
      <div ref={chips} className="list-chips" role="group" aria-label={t("list.filters")}>
        {filters.filter(({ id, options }) => options.length > 0 || state.filters[id] !== undefined).map((filter) => (
          <Chip key={filter.id} filter={filter} value={state.filters[filter.id] ?? ""} onChange={(value) => state.filter({ [filter.id]: value, ...(value === "" ? Object.fromEntries((filter.also ?? []).map((id) => [id, ""])) : {}) })} />
        ))}
      </div>
      <ViewName state={state} />
      <span className="grow" />
      {columns.length > 0 && (
        <Popover width={240} position="bottom-end" offset={6} opened={choosing} onChange={setChoosing} trapFocus returnFocus withinPortal classNames={{ dropdown: "pick pick-columns" }}>
          <Popover.Target>
            <Button kind="ghost" icon={IconColumns3} keys="Alt+C" aria-label={t("list.columns")} title={t("list.columns")} aria-haspopup="dialog" aria-expanded={choosing} onClick={() => setChoosing(!choosing)} />
          </Popover.Target>
          <Popover.Dropdown aria-label={t("list.columns")}>
            {columns
              .filter(({ fixed }) => !fixed)
              .map((column) => (
                <Check
                  key={column.id}
                  checked={shown.includes(column)}
                  onChange={(on) => state.show(columns.filter((one) => (one === column ? on : shown.includes(one))).map(({ id }) => id))}
                >
                  {column.header}
                </Check>
              ))}
            {/* It has nothing more to do after that: the focus goes back instead of getting lost with it. */}
            <Button kind="link" disabled={state.columns.length === 0} onClick={() => (setChoosing(false), state.show([]))}>
              {t("list.columns_own")}
            </Button>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

/** One filter: its name, its value when it has one, and the way to take it off again. */
function Chip({ filter, value, onChange }: { filter: Filter; value: string; onChange: (value: string) => void }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const { options } = filter;
  const [only] = options;
  const name = t(filter.label);
  const chosen = options.find((option) => option.value === value);
  const box = useRef<HTMLSpanElement>(null);
  const off = () => {
    onChange("");
    box.current?.querySelector("button")?.focus();
  };
  const lone = filter.toggle === true && only !== undefined;
  const button = (
    <button
      type="button"
      className="chip"
      aria-pressed={value !== ""}
      aria-haspopup={lone ? undefined : "listbox"}
      aria-expanded={lone ? undefined : opened}
      onClick={() => (lone ? onChange(value === "" ? only.value : "") : setOpened(!opened))}
      onKeyDown={(event) => {
        if (value === "" || !/^(Delete|Backspace)$/.test(event.code)) return;
        event.preventDefault();
        onChange("");
      }}
    >
      <span>
        {name}
        {!lone && value !== "" && <>: <bdi>{chosen?.label ?? value}</bdi></>}
      </span>
      {!lone && value === "" && <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />}
    </button>
  );
  return (
    <span ref={box} className={value === "" ? "list-chip" : "list-chip set"}>
      {lone ? (
        button
      ) : (
        <Pick label={name} options={options} value={value} onPick={onChange} opened={opened} onOpened={setOpened}>
          {button}
        </Pick>
      )}
      {value !== "" && (
        <button type="button" className="chip-off" aria-label={t("list.filter_off", { Name: name })} title={t("list.filter_off", { Name: name })} onClick={off}>
          <IconX size={14} stroke={2} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
