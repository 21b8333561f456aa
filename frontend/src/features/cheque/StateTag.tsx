import { useT, type Key } from "@/lib/i18n";
import { Tag } from "@/ui/Panel";

export function StateTag({ state }: { state: string }) {
  const t = useT();
  const kind = state === "bounced" ? "wrong" : state === "cleared" ? "good" : state === "given_back" ? "" : "info";
  return <Tag kind={kind}>{t(`cheque.state_${state}` as Key)}</Tag>;
}
