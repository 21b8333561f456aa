import { IconX } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { Problem } from "@/lib/api/client";
import { useT } from "@/lib/i18n";
import { usePhone } from "@/lib/phone";
import { Button } from "./Button";
import { Skeleton } from "./Panel";
import "@/theme/lists.css";

/** A list with something beside it. The list keeps its place when the other comes and goes. */
export function Split({ children, aside, wide = false }: { children: ReactNode; aside?: ReactNode; wide?: boolean }) {
  return (
    <div className={`split ${aside ? "open" : ""} ${wide ? "wide" : ""}`}>
      {children}
      {aside}
    </div>
  );
}

interface AsideProps {
  title: ReactNode;
  /** Beside the title: a tag. */
  mark?: ReactNode;
  /** A line below the title. */
  note?: ReactNode;
  onClose?: () => void;
  children: ReactNode;
  foot?: ReactNode;
  label: string;
  /** On a phone it has the screen to itself: there is much to fill in. */
  whole?: boolean;
  /** Only to be read: without a field in it, the keyboard scrolls it when it has the focus itself. */
  reading?: boolean;
}

/** What stands beside a list: a heading, what scrolls, and what can be done along the bottom. */
export function Aside({ title, mark, note, onClose, children, foot, label, whole = false, reading = false }: AsideProps) {
  const t = useT();
  const own = useRef<HTMLElement>(null);
  const alone = usePhone() && whole;
  useEffect(() => {
    if (alone && !own.current?.contains(document.activeElement)) own.current?.focus({ preventScroll: true }); // the list that had it is not seen now
  }, [alone]);
  return (
    <section ref={own} className={whole ? "panel aside whole" : "panel aside"} aria-label={label} tabIndex={-1}>
      <div className="aside-head">
        <div className="grow">
          <h2 className="ell">{title}</h2>
          {note && <div className="sm mut">{note}</div>}
        </div>
        {mark}
        {onClose && <Button kind="ghost" keys="Escape" icon={IconX} onClick={onClose} aria-label={t("app.close")} />}
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <div className="aside-body" tabIndex={reading ? 0 : undefined} data-home={reading || undefined}>
        {children}
      </div>
      {foot && <div className="aside-foot">{foot}</div>}
    </section>
  );
}

/** The place of an Aside whose content is on its way, or why it does not come. */
export const AsideWaiting = ({ label, error }: { label: string; error: Error | null }) => (
  <Aside label={label} title={error instanceof Problem ? error.message : <Skeleton width={160} height={20} />}>
    {!error && [90, 18, 18, 18].map((height, at) => <Skeleton key={at} height={height} />)}
  </Aside>
);
