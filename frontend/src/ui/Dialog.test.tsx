import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { navigate } from "@/lib/router";
import { Dialog } from "./Dialog";

afterEach(cleanup);

test("a window over the screen goes when the address comes to name another screen or record, not when it only asks otherwise", () => {
  act(() => navigate("/orders/1"));
  const closed = vi.fn();
  render(
    <Dialog title="deposit" onClose={closed}>
      <p>…</p>
    </Dialog>,
  );
  act(() => navigate("/orders/1?as=list"));
  expect(closed).not.toHaveBeenCalled();
  act(() => navigate("/orders/2"));
  expect(closed).toHaveBeenCalledOnce();
});
