import { FocusTrap, Portal } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useActions, type Action } from "@/lib/actions";
import { useT } from "@/lib/i18n";
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

/** A window over the screen: keeps the focus, closes with Escape, hides the keys below it. Mount it to open it. */
export function Dialog({ title, onClose, children, foot, actions = [], at = "middle", width, bare = false }: Props) {
  const t = useT();
  const id = useId();
  const came = useRef<Element | null>(document.activeElement);
  useActions([...actions, { id: "dialog.close", label: "app.close", keys: ["Escape"], run: onClose, inFields: true }], { exclusive: true });
  useEffect(() => {
    const from = came.current;
    return () => {
      if (from instanceof HTMLElement && from.isConnected) requestAnimationFrame(() => document.activeElement === document.body && from.focus());
    };
  }, []);
  return (
    <Portal>
      <div className={`scrim ${at}`} onMouseDown={(event) => event.target === event.currentTarget && onClose()} role="presentation">
        <FocusTrap active>
          <div className="dialog" role="dialog" aria-modal="true" aria-labelledby={id} tabIndex={-1} style={width ? { inlineSize: `min(100%, ${width}px)` } : undefined}>
            {bare ? (
              <h2 id={id} className="sr">
                {title}
              </h2>
            ) : (
              <div className="dialog-head">
                <h2 id={id} className="grow">
                  {title}
                </h2>
                <Button kind="ghost" keys="Escape" icon={IconX} onClick={onClose} aria-label={t("app.close")} tabIndex={-1} />
              </div>
            )}
            {bare ? children : <div className="dialog-body">{children}</div>}
            {foot && <div className="dialog-foot">{foot}</div>}
          </div>
        </FocusTrap>
      </div>
    </Portal>
  );
}
