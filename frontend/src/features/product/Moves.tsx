import { IconHistory } from "@tabler/icons-react";
import { hasText, useT } from "@/lib/i18n";
import { formatQuantity } from "@/lib/numbers";
import { Button } from "@/ui/Button";
import { Bdi, Num, When } from "@/ui/Num";
import { Skeleton } from "@/ui/Panel";
import { useMoves } from "./queries";

/** What came and went of a product, the newest first. */
export function Moves({ id }: { id: string }) {
  const t = useT();
  const moves = useMoves(id);
  const rows = moves.data?.pages.flatMap(({ items }) => items) ?? [];
  const reason = (text: string) => {
    const key = `product.move_${text}`;
    return hasText(key) ? t(key) : text;
  };
  return (
    <section className="products-moves" aria-label={t("product.moves")}>
      <h3 className="row">
        <IconHistory size={16} stroke={1.75} aria-hidden="true" />
        {t("product.moves")}
      </h3>
      {moves.isPending && [0, 1, 2].map((row) => <Skeleton key={row} height={18} />)}
      {moves.isSuccess && rows.length === 0 && <p className="sm mut">{t("product.moves_none")}</p>}
      <ul>
        {rows.map((move) => (
          <li key={move.id}>
            <span className={Number(move.quantity) > 0 ? "products-move plus" : "products-move"}>
              <Num>{(Number(move.quantity) > 0 ? "+" : "") + formatQuantity(move.quantity)}</Num>
            </span>
            <span className="grow ell">
              <Bdi>{reason(move.reason)}</Bdi>
            </span>
            <span className="xs mut">
              <When as="both">{move.at}</When>
            </span>
          </li>
        ))}
      </ul>
      {moves.hasNextPage && (
        <Button kind="link" onClick={() => void moves.fetchNextPage()}>
          {t("app.more")}
        </Button>
      )}
    </section>
  );
}
