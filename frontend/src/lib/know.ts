import { useQueryClient, type QueryKey } from "@tanstack/react-query";

/**
 * What the server answers to a change is known at once. A question about the same thing that was asked before the change may be answered after it, and would
 * bring back what was: it is given up, and asked again, since somebody else may have changed more by now.
 */
export function useKnow() {
  const client = useQueryClient();
  return async (queryKey: QueryKey, answer: unknown) => {
    await client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, answer);
    void client.invalidateQueries({ queryKey });
  };
}
