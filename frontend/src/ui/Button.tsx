import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import type { Action } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import { Kbd } from "./Kbd";

export type ButtonKind = "plain" | "primary" | "ghost" | "link" | "danger" | "deep-accent";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  large?: boolean;
  /** A key to show on it; it is the Action that listens. */
  keys?: string;
  icon?: Action["icon"];
  /** The icon turns with the direction (arrows, back). */
  mirrored?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

const spoken = (keys: string) => keys.replace("Ctrl", "Control");

export function Button({ kind = "plain", large = false, keys, icon: Icon, mirrored, children, className = "", ...rest }: Props) {
  const classes = ["btn", kind === "plain" ? "" : kind, large ? "large" : "", children === undefined && !keys ? "icon" : "", className];
  return (
    <button type="button" className={classes.filter(Boolean).join(" ")} aria-keyshortcuts={keys && spoken(keys)} {...rest}>
      {Icon && <Icon size={large ? 20 : 16} stroke={1.75} className={mirrored ? "mir" : undefined} aria-hidden="true" />}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}

interface ActionProps extends Omit<Props, "onClick" | "icon" | "keys" | "children"> {
  action: Action;
  /** Only the icon is seen; the label is heard. */
  bare?: boolean;
}

/** The button of an Action: its icon, words and key; pressing it and pressing the key are the same thing. */
export function ActionButton({ action, bare = false, ...rest }: ActionProps) {
  const t = useT();
  const label = t(action.label);
  return (
    <Button
      {...rest}
      icon={action.icon}
      keys={action.keys?.[0]}
      disabled={action.disabled}
      onClick={action.run}
      aria-label={bare ? label : undefined}
      title={bare ? label : undefined}
    >
      {bare ? undefined : label}
    </Button>
  );
}
