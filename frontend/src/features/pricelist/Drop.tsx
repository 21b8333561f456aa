import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { bridge, droppedFile } from "@/lib/bridge";
import { useT } from "@/lib/i18n";
import { navigate } from "@/lib/router";
import { useMay } from "@/lib/session";
import { begin } from "./draft";
import "./drop.css";

const kinds = ".csv,.tsv,.txt,.xlsx,.xls,text/csv";

/** WebKitGTK calls a file an address; a link of the page itself would be a text too. */
const holdsFiles = ({ dataTransfer: held }: DragEvent) => held !== null && (held.types.includes("Files") || (bridge() !== null && held.types.includes("text/uri-list") && !held.types.includes("text/plain")));

/** Hears files that are dropped anywhere in the window; answers whether one hangs over it. */
export function useDrop(onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  const give = useRef(onFile);
  give.current = onFile;
  useEffect(() => {
    const stop = new AbortController();
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const listen = (name: "dragenter" | "dragover" | "dragleave" | "drop", heard: (event: DragEvent) => void) => window.addEventListener(name, (event) => holdsFiles(event) && heard(event), { signal: stop.signal });
    const hang = (event: DragEvent) => {
      event.preventDefault(); // otherwise the browser opens the file in place of the program
      clearTimeout(leaving);
      setOver(true);
    };
    listen("dragenter", hang);
    listen("dragover", hang);
    // It also leaves one thing of the page for the next.
    listen("dragleave", () => (leaving = setTimeout(() => setOver(false), 100)));
    listen("drop", (event) => {
      event.preventDefault();
      clearTimeout(leaving);
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) give.current(file);
      else void droppedFile().then((read) => read && give.current(read));
    });
    return () => {
      clearTimeout(leaving);
      stop.abort();
    };
  }, []);
  return over;
}

/** Over the whole window while a file hangs above it. */
export function Hanging() {
  const t = useT();
  return (
    <div className="drop-over" role="status">
      <div>
        <IconFileSpreadsheet size={64} stroke={1.25} aria-hidden="true" />
        <b>{t("imports.drop_here")}</b>
        <span>{t("imports.drop_safe")}</span>
      </div>
    </div>
  );
}

/** A file dropped anywhere opens the way in. */
export function WindowDrop() {
  const may = useMay("product_import");
  const over = useDrop((file) => {
    if (!may) return;
    void begin(file);
    navigate("/imports/new");
  });
  return over && may ? <Hanging /> : null;
}

export interface Chooser {
  open: () => void;
}

/** The system's file chooser. */
export function FileChooser({ ref, onFile }: { ref: Ref<Chooser>; onFile: (file: File) => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ open: () => input.current?.click() }));
  return (
    <input
      ref={input}
      type="file"
      accept={kinds}
      hidden
      tabIndex={-1}
      aria-label={t("pricelist.choose")}
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) onFile(file);
        event.target.value = "";
      }}
    />
  );
}
