import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useState, type KeyboardEvent } from "react";
import { useLayers } from "@/lib/actions";
import { useT } from "@/lib/i18n";
import type { Found } from "@/lib/api/types";
import { useScan } from "@/lib/scanner";
import { everything } from "@/lib/search";
import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";
import { Bdi } from "@/ui/Num";
import { Understood } from "@/ui/Understood";
import { namedHits, recordHits, type Hit } from "./hits";
import type { DeskRoute } from "./routes";

/** Ctrl+K: everything by its name, the records of the shop by the server's search. Typing never waits for it. */
export default function Palette({ screens, onClose }: { screens: readonly DeskRoute[]; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const layers = useLayers();
  useScan((code) => (setTyped(code), setAt(0)));
  const q = typed.trim();
  const search = useQuery({ ...everything(q), enabled: q !== "", placeholderData: keepPreviousData });
  const found = q === "" ? undefined : search.data;
  const late = q !== "" && (search.isPending || search.isPlaceholderData);

  const hitsOf = (records: Found | undefined): Hit[] => {
    const { first, rest } = namedHits(typed, layers, screens);
    return [...first, ...(records ? recordHits(records) : []), ...rest];
  };
  const hits = hitsOf(found);
  const current = Math.min(at, hits.length - 1);

  const take = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    // The dialog goes first: what runs may want the focus for itself.
    setTimeout(hit.run);
  };
  // What is on the screen may still be of the letter before: what is taken is what was typed.
  const enter = async () => {
    if (!late || search.isError) return take(hits[current]);
    const fresh = hitsOf(await client.fetchQuery(everything(q)).catch(() => undefined));
    take(fresh[Math.min(at, fresh.length - 1)]);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (step && hits.length > 0) {
      event.preventDefault();
      setAt((current + step + hits.length) % hits.length);
    } else if (/Enter$/.test(event.code)) {
      event.preventDefault();
      void enter();
    }
  };
  useEffect(() => {
    // Braces matter: newer browsers answer scrolling with a promise, and an effect's answer must be a function.
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current]);

  return (
    <Dialog title={t("palette.open")} onClose={onClose} at="top" width={620} bare>
      <div className="palette-box">
        <IconSearch size={20} stroke={1.75} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={hits.length > 0 ? `${id}-${current}` : undefined}
          aria-label={t("palette.open")}
          placeholder={t("palette.hint")}
          dir={typed ? "auto" : undefined}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <Kbd keys="Escape" />
      </div>
      {found && !late && (found.read_as || found.meant) && (
        <p className="palette-read">
          <Understood readAs={found.read_as} meant={found.meant} />
        </p>
      )}
      {hits.length === 0 && !late && (
        <p className="palette-none" role="status">
          {t("palette.empty")}
        </p>
      )}
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={t("palette.open")} hidden={hits.length === 0}>
        {hits.map((hit, index) => (
          <div key={hit.id} role="presentation">
            {hits[index - 1]?.group !== hit.group && <h3 role="presentation">{t(hit.group)}</h3>}
            {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events -- keys come through the box above, which keeps the focus */}
            <div id={`${id}-${index}`} role="option" tabIndex={-1} aria-selected={index === current} className="palette-hit" onClick={() => take(hit)} onMouseMove={() => setAt(index)}>
              <hit.icon size={18} stroke={1.75} />
              <span className="grow ell">
                <Bdi>{hit.text}</Bdi>
              </span>
              {hit.note && <span className="sm mut">{hit.note}</span>}
              {hit.keys && <Kbd keys={hit.keys} />}
            </div>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
