/** Screens live behind #/…: the window's wails:// address and a file server both leave that part alone. */
import { createStore, useStore } from "./store";

export interface Route {
  /** The path's parts, decoded: "#/invoices/123" → ["invoices", "123"]. */
  path: readonly string[];
  query: URLSearchParams;
}

function read(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return {
    path: path.split("/").filter(Boolean).map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    }),
    query: new URLSearchParams(query),
  };
}

const route = createStore<Route>(read());
let seen = location.hash;

function follow() {
  if (location.hash === seen) return;
  seen = location.hash;
  route.set(read());
}
window.addEventListener("hashchange", follow);

export const currentRoute = route.get;
export const useRoute = () => useStore(route);
export const href = (to: string) => `#${to}`;

/** Goes to a path such as "/invoices/123?q=…"; `replace` leaves no step for the way back. */
export function navigate(to: string, { replace = false } = {}) {
  if (replace) location.replace(href(to));
  else location.hash = to;
  follow();
}
