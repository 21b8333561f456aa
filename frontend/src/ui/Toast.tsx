import { IconAlertCircle, IconCircleCheck } from "@tabler/icons-react";
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

export function Toasts() {
  const all = useStore(said);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map(({ id, text, kind, undo }) => (
        <div key={id} className={`toast ${kind}`}>
          {kind === "good" ? <IconCircleCheck size={18} stroke={1.75} aria-hidden="true" /> : <IconAlertCircle size={18} stroke={1.75} aria-hidden="true" />}
          {text}
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
}
