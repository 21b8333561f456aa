import { may, useMay, useStaff } from "@/lib/session";
import { useColleagues } from "./queries";

/** Could a colleague lend a right here, by PIN? */
export function useLenders(): (right: string) => boolean {
  const me = useStaff();
  const people = useColleagues().data?.items;
  return (right) => !may(right) && (people?.some(({ id, rights }) => id !== me?.id && rights.includes(right)) ?? false);
}

/** May the person do this, alone or by a colleague's leave? */
export function useMayAsk(right: string): boolean {
  const own = useMay(right);
  return useLenders()(right) || own;
}
