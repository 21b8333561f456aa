import { useId, type KeyboardEvent } from "react";
import { useT } from "@/lib/i18n";
import { PasswordField } from "@/ui/Field";
import { Bdi } from "@/ui/Num";
import { Tag } from "@/ui/Panel";
import type { Colleague } from "./queries";
import "./pin.css";

interface Props {
  people: readonly Colleague[];
  chosen: string;
  onChoose: (id: string) => void;
  pin: string;
  onPin: (pin: string) => void;
  errors: Readonly<Record<string, string>>;
}

/** Who, and their PIN: the hands stay on the PIN, up and down go through the people. */
export function PinFields({ people, chosen, onChoose, pin, onPin, errors }: Props) {
  const t = useT();
  const group = useId();
  const walk = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const at = people.findIndex(({ id }) => id === chosen);
    const next = people[(at + by + people.length) % people.length];
    if (next) onChoose(next.id);
  };
  return (
    <>
      <fieldset className="field">
        <legend className="label">{t("pin.who")}</legend>
        <div className="pin-people">
          {people.map(({ id, name, role }) => (
            <label key={id} className="pin-one">
              <input type="radio" name={group} value={id} checked={id === chosen} onChange={() => onChoose(id)} tabIndex={-1} />
              <span className="ava" aria-hidden="true">
                {[...name][0]}
              </span>
              <b className="grow ell">
                <Bdi>{name}</Bdi>
              </b>
              <Tag kind={role === "owner" ? "good" : "info"}>{t(`role.${role}`)}</Tag>
            </label>
          ))}
        </div>
        <input type="hidden" name="staff_id" value={chosen} />
        {errors["staff_id"] && (
          <p className="sm wrong" role="alert">
            {errors["staff_id"]}
          </p>
        )}
      </fieldset>
      <PasswordField label={t("pin.pin")} name="pin" inputMode="numeric" autoComplete="off" data-autofocus maxLength={8} value={pin} onChange={onPin} onKeyDown={walk} error={errors["pin"]} hint={people.length > 1 ? t("pin.hint") : undefined} />
    </>
  );
}
