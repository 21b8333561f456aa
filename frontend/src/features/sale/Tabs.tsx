import { IconPlus } from "@tabler/icons-react";
import { useT } from "@/lib/i18n";
import { Bdi, Num } from "@/ui/Num";
import { isBlank, type Basket } from "./basket";
import { useCustomer } from "./queries";

interface Props {
  baskets: readonly Basket[];
  current: string;
  onRecall: (place: number) => void;
  onHold: () => void;
  still: boolean;
}

/** The baskets of this counter: the one that is being filled, and those that wait. */
export function Tabs({ baskets, current, onRecall, onHold, still }: Props) {
  const t = useT();
  return (
    <div className="counter-tabs" role="group" aria-label={t("counter.baskets")}>
      {baskets.map((basket, place) => (
        <button key={basket.id} type="button" className="counter-tab" aria-pressed={basket.id === current} onClick={() => onRecall(place)} disabled={still} tabIndex={-1}>
          <span className="no">
            <Num>{place + 1}</Num>
          </span>
          <Owner id={basket.customer_id} />
          {basket.id !== current && <span className="mut">{t("counter.line_count", { Count: basket.lines.length })}</span>}
        </button>
      ))}
      {!baskets.some(isBlank) && !still && (
        <button type="button" className="counter-tab" onClick={onHold} aria-label={t("counter.new_basket")} title={t("counter.new_basket")} tabIndex={-1}>
          <IconPlus size={16} stroke={1.75} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function Owner({ id }: { id: string }) {
  const t = useT();
  const customer = useCustomer(id);
  return <span className="ell">{customer.data ? <Bdi>{customer.data.name}</Bdi> : t("app.guest")}</span>;
}
