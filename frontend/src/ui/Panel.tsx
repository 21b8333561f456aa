import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { HTMLAttributes, ReactNode } from "react";
import type { Action } from "@/lib/actions";

/** A sheet of paper on the desk. */
export const Panel = ({ className = "", ...rest }: HTMLAttributes<HTMLElement>) => <section className={`panel ${className}`} {...rest} />;

/** The one thing of the screen that must be seen: lapis with the star pattern. Never two on one screen. */
export const DeepTile = ({ className = "", ...rest }: HTMLAttributes<HTMLElement>) => <section className={`deep ${className}`} {...rest} />;

/** A screen's heading with what can be done beside it. */
export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

const marks = { info: IconInfoCircle, needs: IconAlertTriangle, wrong: IconAlertCircle, good: IconCircleCheck };

/** Something said in place: what happened, what was kept, what to do. */
export function Notice({ kind = "info", children }: { kind?: keyof typeof marks; children: ReactNode }) {
  const Mark = marks[kind];
  return (
    <div className={`notice ${kind}`} role={kind === "wrong" ? "alert" : "status"}>
      <Mark size={18} stroke={1.75} aria-hidden="true" />
      <div className="grow">{children}</div>
    </div>
  );
}

/** A state in a word. Colour never stands alone. */
export const Tag = ({ kind = "", children }: { kind?: "" | "needs" | "wrong" | "good" | "info"; children: ReactNode }) => <span className={`tag ${kind}`}>{children}</span>;

/** An empty screen teaches: one picture, one sentence, one button. */
export function Empty({ icon: Icon, title, children, action }: { icon: NonNullable<Action["icon"]>; title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <Icon size={64} stroke={1.25} className="pic" aria-hidden="true" />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** The place of something that is on its way; seen only after 150 ms, so that quick answers don't flicker. */
export const Skeleton = ({ width = "100%", height = 14 }: { width?: string | number; height?: string | number }) => (
  <span className="bone" style={{ inlineSize: width, blockSize: height }} aria-hidden="true" />
);
