import { Fragment } from "react";

/** A key as it stands on the keyboard: "Ctrl+K" shows as Ctrl K. Hidden from readers, who hear aria-keyshortcuts. */
export function Kbd({ keys }: { keys: string }) {
  const names = keys === "+" ? ["+"] : keys.split("+");
  const shown = names.map((name) => ({ Escape: "Esc", Insert: "Ins", Delete: "Del", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", NumpadAdd: "Num +", NumpadSubtract: "Num −", NumpadMultiply: "Num ×" })[name] ?? name);
  return (
    <kbd className="kbd" aria-hidden="true">
      {shown.map((name, at) => (
        <Fragment key={name}>
          {at > 0 && " "}
          {name}
        </Fragment>
      ))}
    </kbd>
  );
}
