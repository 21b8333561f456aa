import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import userEvent from "@testing-library/user-event";
import { DataTable } from "./DataTable";

afterEach(cleanup);

interface Row {
  id: string;
}
const columns = [{ id: "id", header: "id", cell: ({ id }: Row) => id }];
const rowsOf = (...ids: string[]) => ids.map((id) => ({ id }));

test("the current row stays current when newer ones come in above it, and gives way when it goes", async () => {
  const heard: (string | undefined)[] = [];
  const draw = (rows: Row[]) => <DataTable label="rows" columns={columns} rows={rows} rowKey={({ id }) => id} onCurrent={(row) => heard.push(row?.id)} takeFocus />;
  const { rerender } = render(draw(rowsOf("b", "c")));
  await userEvent.keyboard("{ArrowDown}");
  expect(heard.at(-1)).toBe("c");
  rerender(draw(rowsOf("a", "b", "c")));
  expect(heard.at(-1)).toBe("c");
  rerender(draw(rowsOf("a", "b")));
  expect(heard.at(-1)).toBe("b");
});

test("the row that an address names is the current one, also when it names another; where it is not among the rows none is", async () => {
  const heard: (string | undefined)[] = [];
  const draw = (start: string | undefined, rows = rowsOf("a", "b", "c")) => <DataTable label="rows" columns={columns} rows={rows} rowKey={({ id }) => id} onCurrent={(row) => heard.push(row?.id)} start={start} takeFocus />;
  const { rerender } = render(draw("b"));
  expect(heard).toEqual(["b"]);
  rerender(draw("c"));
  expect(heard.at(-1)).toBe("c");
  rerender(draw("x"));
  expect(heard.at(-1)).toBeUndefined();
  await userEvent.keyboard("{Enter}");
  rerender(draw("x", rowsOf("a", "b", "c", "x")));
  expect(heard.at(-1)).toBe("x");
  rerender(draw(undefined, rowsOf("a", "b", "c", "x")));
  await userEvent.keyboard("{ArrowUp}");
  expect(heard.at(-1)).toBe("c");
});

test("the arrows begin with the first row where the one that an address names is not among them", async () => {
  const heard: (string | undefined)[] = [];
  render(<DataTable label="rows" columns={columns} rows={rowsOf("a", "b")} rowKey={({ id }) => id} onCurrent={(row) => heard.push(row?.id)} start="x" takeFocus />);
  await userEvent.keyboard("{ArrowDown}");
  expect(heard).toEqual([undefined, "a"]);
});

test("what is said of an empty list stands outside the grid, so that readers hear it", () => {
  render(<DataTable label="rows" columns={columns} rows={[]} rowKey={({ id }: Row) => id} empty={<h2>nothing yet</h2>} />);
  expect(screen.getByRole("grid").contains(screen.getByText("nothing yet"))).toBe(false);
});

test("what had the focus in a row that left does not act on the row that takes its place", () => {
  // happy-dom lays nothing out: as high as two rows.
  const heights = (["clientHeight", "offsetHeight"] as const).map((name) => vi.spyOn(HTMLElement.prototype, name, "get").mockReturnValue(80));
  const pressing = [{ id: "id", header: "id", cell: ({ id }: Row) => <button type="button">{id}</button> }];
  const draw = (rows: Row[]) => <DataTable label="rows" columns={pressing} rows={rows} rowKey={({ id }) => id} />;
  const { rerender } = render(draw(rowsOf("a", "b")));
  screen.getByRole("button", { name: "a" }).focus();
  rerender(draw(rowsOf("c", "b")));
  expect(document.activeElement).toBe(screen.getByRole("grid"));
  heights.forEach((height) => height.mockRestore());
});

test("Enter opens the row; with Ctrl or Cmd it is another key", async () => {
  const opened = vi.fn();
  render(<DataTable label="rows" columns={columns} rows={rowsOf("a")} rowKey={({ id }) => id} onOpen={opened} takeFocus />);
  await userEvent.keyboard("{Meta>}{Enter}{/Meta}{Control>}{Enter}{/Control}");
  expect(opened).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");
  expect(opened).toHaveBeenCalledOnce();
});
