import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { useKnow } from "./know";

test("an answer that was asked for before a change does not bring back what was", async () => {
  const client = new QueryClient();
  const around = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const answers: ((state: string) => void)[] = [];
  const { result } = renderHook(
    () => ({ know: useKnow(), ...useQuery({ queryKey: ["orders", "one", "7"], queryFn: () => new Promise<string>((answer) => answers.push(answer)) }) }),
    { wrapper: around },
  );
  act(() => answers[0]?.("confirmed"));
  await waitFor(() => expect(result.current.data).toBe("confirmed"));

  act(() => void client.invalidateQueries()); // somebody changed something: asked again
  await waitFor(() => expect(answers).toHaveLength(2));
  await act(() => result.current.know(["orders", "one", "7"], "ready"));
  await act(async () => {
    answers[1]?.("confirmed");
    await new Promise((told) => setTimeout(told, 20));
  });
  expect(result.current.data).toBe("ready");

  expect(answers).toHaveLength(3);
  act(() => answers[2]?.("cancelled")); // at another till, meanwhile
  await waitFor(() => expect(result.current.data).toBe("cancelled"));
});
