import { Fragment } from "react";
import { reachable, useLayers, type Layer } from "@/lib/actions";
import { useT, type Key } from "@/lib/i18n";
import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";

/** F1: every key of the present screen, from the same Actions that answer them. */
export default function KeysHelp({ screen, onClose }: { screen: Key | undefined; onClose: () => void }) {
  const t = useT();
  const below = useLayers().filter((layer) => layer.title !== "keys.show");
  const layers = reachable(below.filter((layer) => !layer.exclusive));
  const parts = layers.map((layer) => ({ layer, actions: layer.actions.filter(({ keys, silent }) => keys?.length && !silent) })).filter(({ actions }) => actions.length > 0);
  const heading = (layer: Layer) => (layer.title ? t(layer.title) : screen ? t(screen) : t("keys.here"));
  return (
    <Dialog title={t("keys.title")} onClose={onClose} at="side" width={400} actions={[{ id: "keys.toggle", label: "keys.show", keys: ["F1"], run: onClose, inFields: true }]}>
      {parts.map(({ layer, actions }) => (
        <section key={layer.order} className="keys-part">
          <h3>{heading(layer)}</h3>
          <dl className="keys-list">
            {actions.map(({ id, label, keys }) => (
              <Fragment key={id}>
                <dt>{t(label)}</dt>
                <dd>
                  {keys?.map((name) => (
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
