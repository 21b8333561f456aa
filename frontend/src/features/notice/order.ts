/** In which order notices are read, and where they lead: decided without a screen. */
import type { Answer } from "@/lib/api/paths";

export type Notice = Answer<"/api/notices", "get">["items"][number];

const weight: Record<Notice["level"], number> = { wrong: 0, needs_you: 1, info: 2 };

/** What was not seen yet comes first, the pressing before the pleasant, the newest before the older. */
export const byPriority = (all: readonly Notice[]) =>
  [...all].sort((a, b) => Number(a.seen) - Number(b.seen) || (a.seen ? 0 : weight[a.level] - weight[b.level]) || b.at.localeCompare(a.at));

const screens: Record<string, string> = { imports: "/imports", local_imports: "/imports", products: "/products", customers: "/customers", cheques: "/cheques", invoices: "/invoices", tax_sends: "/invoices?to_send", local_network: "/settings/network" };

/** The screen of what a notice is about; "" when there is none. */
export function screenOf({ ref_table, ref_id }: Pick<Notice, "ref_table" | "ref_id">): string {
  const screen = screens[ref_table];
  if (screen === undefined) return "";
  return ref_id ? `${screen}/${ref_id}` : screen;
}
