import type { ReactNode } from "react";
import { Bdi, When } from "./Num";

interface Happened {
  id: string;
  at: string;
  staff_name: string;
}

interface Props<Event> {
  title: string;
  events: readonly Event[];
  /** What happened. */
  what: (event: Event) => ReactNode;
  /** Said after who it was. */
  more?: (event: Event) => ReactNode;
}

/** Who did what to something, the newest first. */
export const Timeline = <Event extends Happened>({ title, events, what, more }: Props<Event>) => (
  <section aria-label={title}>
    <h3>{title}</h3>
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.id}>
          <span className="grow">
            {what(event)}
            <span className="xs mut timeline-more">
              <Bdi>{event.staff_name}</Bdi>
              {more?.(event)}
            </span>
          </span>
          <span className="xs mut">
            <When as="both">{event.at}</When>
          </span>
        </li>
      ))}
    </ol>
  </section>
);
