import { IconPlus } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useT } from "@/lib/i18n";
import { Num } from "@/ui/Num";
import { isBlank, type Basket } from "./basket";
import { Age, Owner, Sum, useSomeTime } from "./Waiting";

interface Props {
  baskets: readonly Basket[];
  current: string;
  /** How many wait at other tills. */
  elsewhere: number;
  onRecall: (place: number) => void;
  onChoose: () => void;
  onHold: () => void;
  still: boolean;
}

/** The baskets of this counter by number: the one that is being filled, and those that wait, with what they come to and since when. */
export function Tabs({ baskets, current, elsewhere, onRecall, onChoose, onHold, still }: Props) {
  const t = useT();
  const now = useSomeTime();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current, baskets.length]);
  return (
    <div ref={strip} className="counter-tabs" role="group" aria-label={t("counter.baskets")}>
      {baskets.map((basket, place) => (
        <button key={basket.id} type="button" className="counter-tab" aria-pressed={basket.id === current} onClick={() => basket.id !== current && onRecall(place)} disabled={still && basket.id !== current} tabIndex={basket.id === current ? 0 : -1}>
          <span className="no">
            <Num>{place + 1}</Num>
          </span>
          <span className="counter-tab-who">
            <span className="ell">
              <Owner basket={basket} />
            </span>
            {basket.id !== current && !isBlank(basket) && (
              <span className="xs mut">
                <Sum basket={basket} /> · <Age basket={basket} now={now} />
              </span>
            )}
          </span>
        </button>
      ))}
      {!baskets.some(isBlank) && !still && (
        <button type="button" className="counter-tab" onClick={onHold} aria-label={t("counter.new_basket")} title={t("counter.new_basket")} tabIndex={-1}>
          <IconPlus size={16} stroke={1.75} aria-hidden="true" />
        </button>
      )}
      {elsewhere > 0 && (
        <button type="button" className="counter-tab mut" onClick={onChoose} disabled={still} tabIndex={-1}>
          {t("held.elsewhere", { Count: elsewhere })}
        </button>
      )}
    </div>
  );
}
