/** Routes that the description does not know yet. */
import { api } from "./client";

interface Called {
  data?: unknown;
  error?: unknown;
  response: Response;
}
type Call = (path: string, init?: { params?: { path?: object; query?: object }; body?: object; signal?: AbortSignal }) => Promise<Called>;

const open = api as unknown as { GET: Call; POST: Call; PATCH: Call; DELETE: Call };
export const soon = {
  get: <T>(path: string, init?: Parameters<Call>[1]) => open.GET(path, init) as Promise<Called & { data?: T }>,
  post: <T>(path: string, init?: Parameters<Call>[1]) => open.POST(path, init) as Promise<Called & { data?: T }>,
  patch: <T>(path: string, init?: Parameters<Call>[1]) => open.PATCH(path, init) as Promise<Called & { data?: T }>,
  delete: <T>(path: string, init?: Parameters<Call>[1]) => open.DELETE(path, init) as Promise<Called & { data?: T }>,
};
