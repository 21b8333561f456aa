import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/lib/api/client";
import { useShop } from "@/lib/session";
import { useShown } from "./channel";
import { Screen } from "./Screen";

/** The customer's screen in another tab of the counter's own browser. */
export default function Display() {
  const shop = useShop();
  const shown = useShown();
  const { id = "", returned = false } = shown.done ?? {};
  const link = useQuery({
    queryKey: ["invoices", "link", id],
    queryFn: () => ok(api.GET(returned ? "/api/credits/{id}/link" : "/api/invoices/{id}/link", { params: { path: { id } } })),
    enabled: id !== "",
  });
  return <Screen shop={shop?.name ?? ""} shown={shown} code={link.data?.code ?? ""} />;
}
