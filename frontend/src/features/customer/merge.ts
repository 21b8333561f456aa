/** Two entries of one customer are made one, and separated again. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, newId, ok } from "@/lib/api/client";
import type { Customer, Merge } from "@/lib/api/types";
import { t } from "@/lib/i18n";
import { refused, toast } from "@/ui/Toast";

const tables = ["customers", "customer_merges", "invoices", "payments"];

export const useMerges = (id: string | undefined) =>
  useQuery({
    queryKey: ["customers", "merges", id],
    enabled: id !== undefined,
    queryFn: () => ok(api.GET("/api/customers/{id}/merges", { params: { path: { id: id ?? "" } } })),
    meta: { tables },
  });

/** The ways to merge and to separate; both say what was done, and offer the way back. */
export function useMerging() {
  const client = useQueryClient();
  const anew = () => client.invalidateQueries({ queryKey: ["customers"] });
  const separate = async (merge: Merge) => {
    try {
      await ok(api.DELETE("/api/customers/merges/{id}", { params: { path: { id: merge.id } } }));
      await anew();
      toast(t("merge.separated", { Name: `\u2068${merge.other_name}\u2069` }));
    } catch (refusal) {
      refused(refusal);
    }
  };
  const merge = async (keep: Customer, other: Customer, id = newId()) => {
    const made = await ok(api.POST("/api/customers/merges", { body: { id, keep_id: keep.id, other_id: other.id } }));
    await anew();
    toast(t("merge.done", { Name: `\u2068${other.name}\u2069`, Keep: `\u2068${keep.name}\u2069` }), { undo: { label: t("merge.separate"), run: () => void separate(made) } });
    return made;
  };
  return { merge, separate };
}
