import { IconUserQuestion } from "@tabler/icons-react";
import type { Customer, Twin } from "@/lib/api/types";
import { useT, type Key } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { Phone } from "@/ui/Num";
import type { Why } from "./alike";
import "./alike.css";

interface Props {
  twin: Twin | undefined;
  why: Why;
  /** What can be done with the known one: open it, or take it for the sale. */
  act: Key;
  /** The key, at the first of several. */
  keys?: string;
  onTake: (customer: Customer) => void;
}

/** Under a field: somebody has the same already. It only says so; whoever types goes on typing. */
export function Known({ twin, why, act, keys, onTake }: Props) {
  const t = useT();
  if (!twin) return null;
  const { customer } = twin;
  const says: Record<Why, Key> = { phone: "alike.phone", national_id: "alike.national_id", name: "alike.name" };
  return (
    <div className="alike" role="status">
      <IconUserQuestion size={18} stroke={1.75} aria-hidden="true" />
      <span className="grow">
        {t(says[why], { Name: `\u2068${customer.name}\u2069` })} {why === "name" && customer.phone && <Phone>{customer.phone}</Phone>}
      </span>
      <Button kind="link" keys={keys} onClick={() => onTake(customer)}>
        {t(act)}
      </Button>
    </div>
  );
}
