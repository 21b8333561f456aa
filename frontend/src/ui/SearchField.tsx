import { IconSearch, IconX } from "@tabler/icons-react";
import { useRef, type RefObject } from "react";
import { useActions } from "@/lib/actions";
import { useT, type Key } from "@/lib/i18n";
import { Kbd } from "./Kbd";

interface Props {
  /** What is searched, for readers and as the hint in the box. */
  label: Key;
  value: string;
  onChange: (value: string) => void;
  /** Where the found rows are: Enter and the down arrow go there. */
  list: RefObject<HTMLDivElement | null>;
}

/** The search of a list: "/" comes here from anywhere, Enter or ↓ goes on to the rows, Escape empties it. */
export function SearchField({ label, value, onChange, list }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  useActions([{ id: "list.search", label: "app.search", keys: ["/"], icon: IconSearch, run: () => input.current?.select() }]);
  return (
    <div className="input search" role="search">
      <IconSearch size={16} stroke={1.75} aria-hidden="true" />
      <input
        ref={input}
        type="text"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={t(label)}
        aria-keyshortcuts="/"
        placeholder={t(label)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (/Enter$|^ArrowDown$/.test(event.code)) list.current?.focus();
          else if (event.code === "Escape" && value !== "") onChange("");
          else return;
          event.preventDefault();
        }}
      />
      {value === "" ? (
        <Kbd keys="/" />
      ) : (
        <button type="button" aria-label={t("app.clear")} title={t("app.clear")} onClick={() => (onChange(""), input.current?.focus())}>
          <IconX size={16} stroke={1.75} />
        </button>
      )}
    </div>
  );
}
