import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { step, type Basket } from "./basket";
import { Recall } from "./Waiting";

vi.mock("./queries", () => ({ useCustomer: () => ({ data: undefined }), useQuote: () => ({ quote: undefined }) }));

test("calling back begins at the basket that was set aside last, also where scrolling to it answers something", () => {
  Element.prototype.scrollIntoView = (() => Promise.resolve()) as unknown as typeof Element.prototype.scrollIntoView;
  const line = { product_id: "p", name: "lamp", unit: "", quantity: "1", list_price: 1 };
  const held = (id: string, note: string, at: number): Basket => step({ id, customer_id: "", lines: [line], chosen: "p" }, { type: "aside", at, note });
  const now = Date.now();
  const baskets = [held("a", "first", now - 200_000_000), held("b", "last", now - 60_000), held("c", "between", now - 7_000_000)];
  const view = render(
    <QueryClientProvider client={new QueryClient()}>
      <Recall baskets={baskets} current="d" elsewhere={[]} onClose={() => undefined} />
    </QueryClientProvider>,
  );
  const marked = () => screen.getAllByRole("button").find((one) => one.getAttribute("aria-current") === "true")?.textContent;
  expect(marked()).toContain("last");
  expect(document.querySelectorAll(".held-long").length).toBe(2);
  act(() => view.unmount());
});
