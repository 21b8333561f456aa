import { Fragment } from "react";
import { reachable, useLayers, type Layer } from "@/lib/actions";
import { hasText, useT, type Key } from "@/lib/i18n";
import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";

interface Props {
  screen: Key | undefined;
  path: string | undefined;
  onClose: () => void;
}

/** F1: what the present screen is for, and every key of it, from the same Actions that answer them. */
export default function KeysHelp({ screen, path, onClose }: Props) {
  const t = useT();
  const below = useLayers().filter((layer) => layer.title !== "keys.show");
  const layers = reachable(below.filter((layer) => !layer.exclusive));
  const taking = layers.some(({ title }) => title === "pay.title");
  const about = `help.${taking ? "pay" : path}`;
  const heading = (layer: Layer) => (layer.title ? t(layer.title) : screen ? t(screen) : t("keys.here"));
  // A screen's parts have layers of their own; people see one screen, its own keys first.
  const parts = new Map<string, Layer["actions"]>();
  for (const layer of layers) {
    const said = layer.actions.filter(({ keys, silent }) => keys?.length && !silent);
    if (said.length > 0) parts.set(heading(layer), [...said, ...(parts.get(heading(layer)) ?? [])]);
  }
  return (
    <Dialog title={t("keys.title")} onClose={onClose} at="side" width={400} actions={[{ id: "keys.toggle", label: "keys.show", keys: ["F1"], run: onClose, inFields: true }]}>
      {hasText(about) && <p className="keys-about">{t(about)}</p>}
      {[...parts].map(([title, actions]) => (
        <section key={title} className="keys-part">
          <h3>{title}</h3>
          <dl className="keys-list">
            {actions.map(({ id, label, keys, told }) => (
              <Fragment key={id}>
                <dt>{t(label)}</dt>
                <dd>
                  {(told ?? keys)?.map((name) => (
                    <Kbd key={name} keys={name} />
                  ))}
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
      <p className="sm mut">{t("keys.hint")}</p>
    </Dialog>
  );
}
