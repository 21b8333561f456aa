import { useEffect, useId, type KeyboardEvent, type ReactNode, type Ref } from "react";
import type { Action } from "@/lib/actions";
import { Kbd } from "@/ui/Kbd";

export interface Hit {
  id: string;
  content: ReactNode;
  take: () => void;
}

interface Props {
  label: string;
  placeholder: string;
  icon: NonNullable<Action["icon"]>;
  /** The key that leads here, shown in the box. */
  keys?: string;
  value: string;
  onChange: (value: string) => void;
  hits: readonly Hit[];
  at: number;
  onAt: (at: number) => void;
  /** Looked at before the list's own keys; true when it was for somebody else. */
  onKey?: (event: KeyboardEvent<HTMLInputElement>) => boolean;
  onEscape?: () => void;
  /** Enter on what is typed, when it is not simply the chosen hit. */
  onEnter?: () => void;
  /** Between the box and the hits. */
  said?: ReactNode;
  /** After the hits. */
  children?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** A box to type into and what it finds; arrows choose, Enter takes. The focus never leaves the box. */
export function Search({ label, placeholder, icon: Icon, keys, value, onChange, hits, at, onAt, onKey, onEscape, onEnter, said, children, ref }: Props) {
  const id = useId();
  const open = hits.length > 0;
  useEffect(() => {
    // Braces matter: newer browsers answer scrolling with a promise, and an effect's answer must be a function.
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (onKey?.(event)) return event.preventDefault();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (by && open) {
      event.preventDefault();
      onAt((at + by + hits.length) % hits.length);
    } else if (event.code === "Escape" && onEscape) {
      // An open list keeps this key from the screen, so it is answered here.
      event.preventDefault();
      onEscape();
    } else if (/Enter$/.test(event.code || event.key)) {
      event.preventDefault();
      if (onEnter) onEnter();
      else hits[at]?.take();
    }
  };

  return (
    <>
      <div className="counter-find">
        <Icon size={20} stroke={1.75} aria-hidden="true" />
        <input
          ref={ref}
          data-home=""
          role="combobox"
          aria-label={label}
          aria-expanded={open}
          aria-controls={`${id}-hits`}
          aria-activedescendant={open ? `${id}-${at}` : undefined}
          aria-keyshortcuts={keys}
          placeholder={placeholder}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={press}
        />
        {keys && <Kbd keys={keys} />}
      </div>
      {said}
      <div className="counter-hits" role="listbox" id={`${id}-hits`} aria-label={label} hidden={!open}>
        {hits.map((hit, index) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- keys come through the box above, which keeps the focus
          <div key={hit.id} id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === at} className="counter-hit" onClick={hit.take} onMouseMove={() => index !== at && onAt(index)}>
            {hit.content}
            {index === at && <Kbd keys="Enter" />}
          </div>
        ))}
      </div>
      {children}
    </>
  );
}
