import { IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useActions, type Action } from "@/lib/actions";
import { cover, nowhere, present } from "@/lib/focus";
import { useT } from "@/lib/i18n";
import { useRoute } from "@/lib/router";
import { Button } from "./Button";

interface Props {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons along the bottom. */
  foot?: ReactNode;
  /** Keys that count while it is open, beside Escape. */
  actions?: readonly Action[];
  /** In the middle, along the inline end, or near the top. */
  at?: "middle" | "side" | "top";
  width?: number;
  /** No heading is drawn; the title is only heard. */
  bare?: boolean;
}

const fields = "input:not([type=hidden], :disabled), select, textarea, [role=grid]";
const tabStops = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, [tabindex='0']";

/** A window over the screen: keeps the focus, closes with Escape or when the screen below goes to another address, hides the keys below it. Mount it to open it. */
export function Dialog({ title, onClose, children, foot, actions = [], at = "middle", width, bare = false }: Props) {
  const t = useT();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const came = useRef(present());
  const close = useRef(onClose);
  close.current = onClose;
  useActions([...actions, { id: "dialog.close", label: "app.close", keys: ["Escape"], run: onClose, inFields: true }], { exclusive: true });

  // The focus comes in to where one would type; keepFocus brings it back to where it came from.
  useEffect(() => {
    if (!box.current) return;
    cover(box.current, came.current);
    const first = box.current.querySelector<HTMLElement>("[data-autofocus]") ?? box.current.querySelector<HTMLElement>(fields) ?? box.current;
    if (nowhere() || !box.current.contains(document.activeElement)) first.focus();
  }, []);

  const path = useRoute().path.join("/");
  const [over] = useState(path);
  useEffect(() => {
    if (path !== over) close.current();
  }, [path, over]);

  /** Tab goes round inside. */
  const trap = (event: KeyboardEvent) => {
    if (event.key !== "Tab") return;
    const stops = Array.from(box.current?.querySelectorAll<HTMLElement>(tabStops) ?? []).filter((stop) => stop.checkVisibility());
    const [first, last] = [stops[0], stops.at(-1)];
    const at = document.activeElement;
    if (event.shiftKey ? at === first || at === box.current : at === last) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  };
  const cross = <Button kind="ghost" keys="Escape" icon={IconX} onClick={onClose} aria-label={t("app.close")} />;
  return createPortal(
    <div className={`scrim at-${at}`} onMouseDown={(event) => event.target === event.currentTarget && onClose()} role="presentation">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only keeps Tab inside */}
      <div ref={box} onKeyDown={trap} className="dialog" role="dialog" aria-modal="true" aria-labelledby={id} tabIndex={-1} style={width ? { inlineSize: `min(100%, ${width}px)` } : undefined}>
        <div className={bare ? "sr" : "dialog-head"}>
          <h2 id={id} className="grow">
            {title}
          </h2>
          {!bare && cross}
        </div>
        {bare ? (
          children
        ) : (
          // Along the side stands what is read: the arrows scroll it.
          <div className="dialog-body" tabIndex={at === "side" ? 0 : undefined} data-autofocus={at === "side" || undefined}>
            {children}
          </div>
        )}
        {foot && <div className="dialog-foot">{foot}</div>}
      </div>
    </div>,
    document.body,
  );
}
