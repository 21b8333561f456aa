import { IconAlertCircle, IconCircleCheck } from "@tabler/icons-react";
import { createPortal } from "react-dom";
import { Problem } from "@/lib/api/client";
import { createStore, useStore } from "@/lib/store";
import { Button } from "./Button";

interface Said {
  id: number;
  text: string;
  kind: "good" | "wrong";
  undo?: { label: string; run: () => void };
}

const said = createStore<readonly Said[]>([]);
let count = 0;

/** Says that something is done, out of the way; `undo` offers the way back. Long enough to be read. */
export function toast(text: string, { kind = "good", undo }: Partial<Pick<Said, "kind" | "undo">> = {}) {
  const id = ++count;
  said.set([...said.get().slice(-2), { id, text, kind, undo }]);
  setTimeout(() => drop(id), (undo ? 10_000 : 4_000) + text.length * 40);
}

/** Says why the server refused, in the words nearest to what is wrong; any other failure goes on its way. */
export function refused(cause: unknown) {
  if (!(cause instanceof Problem)) throw cause;
  toast(cause.errors[0]?.detail ?? cause.message, { kind: "wrong" });
}

const drop = (id: number) => said.set(said.get().filter((one) => one.id !== id));

const place = createStore<HTMLElement | null>(null);

/** Where the desk leaves room for what is said: nothing that can be pressed stands there, not even under a dialog. */
export const ToastPlace = () => <div className="toast-place" ref={place.set} />;

/** What somebody has to read or may take back stands before what only went well. */
const weight = ({ kind, undo }: Said) => Number(kind === "wrong" || undo !== undefined);

/** The latest first; when that is more than there is room for, it scrolls. */
export function Toasts() {
  const all = useStore(said);
  const room = useStore(place);
  const toasts = (
    <div className={room ? "toasts" : "toasts alone"} role="status" aria-live="polite">
      {[...all].reverse().sort((a, b) => weight(b) - weight(a)).map(({ id, text, kind, undo }) => (
        <div key={id} className={`toast ${kind}`}>
          {kind === "good" ? <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" /> : <IconAlertCircle size={16} stroke={1.75} aria-hidden="true" />}
          <span className="toast-text">{text}</span>
          {undo && (
            <Button
              kind="link"
              onClick={() => {
                drop(id);
                undo.run();
              }}
            >
              {undo.label}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
  return room ? createPortal(toasts, room) : toasts;
}
