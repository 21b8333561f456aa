import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { CustomerCard } from "./CustomerCard";

const invoices = [
  { id: "1", number: "A-1405-000001", issued_at: "2026-01-01T00:00:00Z", total: 814_000, returned: "void" },
  { id: "2", number: "A-1405-000002", issued_at: "2026-01-02T00:00:00Z", total: 90_000, returned: "part" },
  { id: "3", number: "A-1405-000003", issued_at: "2026-01-03T00:00:00Z", total: 70_000, returned: "" },
];
vi.mock("./queries", () => ({
  useCustomer: () => ({ data: { id: "c", name: "Maryam", phone: "", balance: 0, note: "", language: "", level_id: "" } }),
  useLastInvoices: () => ({ data: { items: invoices } }),
}));
vi.mock("@/features/level/queries", () => ({ useLevels: () => [] }));

test("what came back of a customer's last purchases is marked, and what is void counts no more", () => {
  render(<CustomerCard customer_id="c" mode="card" onMode={() => undefined} onChoose={() => undefined} />);
  const lines = screen.getAllByRole("button").filter((one) => one.className === "counter-last");
  const marks = lines.map((line) => [line.querySelector(".tag") !== null, line.querySelector("s") !== null]);
  expect(marks).toEqual([[true, true], [true, false], [false, false]]);
});
