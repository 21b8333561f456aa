import { IconPackages } from "@tabler/icons-react";
import type { Product } from "@/lib/api/types";
import { useT } from "@/lib/i18n";
import { Bdi, Money, Quantity } from "@/ui/Num";
import { worth } from "./parts";
import { isBundle, useParts } from "./queries";

/** What a bundle is made of, beside the list; nothing of a product that is none. */
export function Parts({ product }: { product: Product }) {
  const t = useT();
  const parts = useParts(product);
  if (!isBundle(product)) return null;
  return (
    <section className="products-moves" aria-label={t("bundle.parts")}>
      <h3 className="row">
        <IconPackages size={16} stroke={1.75} aria-hidden="true" />
        {t("bundle.parts")}
      </h3>
      <ul>
        {parts.map((part) => (
          <li key={part.product_id}>
            <b>
              <Quantity>{part.quantity}</Quantity> <bdi className="unit">{part.unit}</bdi>
            </b>
            <span className="grow ell">
              <Bdi>{part.name}</Bdi>
            </span>
            {part.uncounted ? (
              <span className="xs mut">{t("product.uncounted")}</span>
            ) : (
              <span className={part.stock.startsWith("-") ? "xs wrong" : "xs mut"}>
                {t("product.stock")} <Quantity>{part.stock}</Quantity>
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="sm mut">
        {t("bundle.worth")} <Money rial={worth(parts)} />
      </p>
    </section>
  );
}

/** The parts of one line of a document, in small type. */
export function PartsOfLine({ parts }: { parts: readonly { name: string; unit: string; quantity: string }[] | null | undefined }) {
  const t = useT();
  if (!parts || parts.length === 0) return null;
  return (
    <span className="xs mut" title={t("bundle.parts")}>
      {parts.map(({ name, unit, quantity }, at) => (
        <span key={name}>
          {at > 0 && " · "}
          <Quantity>{quantity}</Quantity> <bdi>{unit}</bdi> <Bdi>{name}</Bdi>
        </span>
      ))}
    </span>
  );
}
