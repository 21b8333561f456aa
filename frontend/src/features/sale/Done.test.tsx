import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { SaleAnswer } from "@/lib/api/types";
import { listen } from "@/lib/actions";
import { Done } from "./Done";

afterEach(() => (cleanup(), vi.restoreAllMocks()));

const made = {
  order: { id: "o", number: "A-1001" },
  invoice: { id: "i", number: "A-1405-000001", issued_at: "2026-11-21T18:49:00Z", total: 110_000, tax: 10_000, paid: 110_000, due: 0, change: 40_000 },
  alerts: [],
} as unknown as SaleAnswer;

test("the second Enter of a double one does not take the change out of sight", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1000);
  const stop = listen();
  const next = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <Done made={made} onNext={next} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  now.mockReturnValue(1100);
  await userEvent.keyboard("{Enter}");
  expect(next).not.toHaveBeenCalled();
  now.mockReturnValue(2000);
  await userEvent.keyboard("{Enter}");
  expect(next).toHaveBeenCalledOnce();
  stop();
});
