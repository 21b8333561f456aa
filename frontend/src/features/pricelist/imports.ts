/** What the server says of lists that come in, and the calls about them. */
import { api, ok } from "@/lib/api/client";
import type { Answer } from "@/lib/api/paths";
import type { PageAsked } from "@/lib/list";
import type { Unit } from "@/lib/money";

export type Import = Answer<"/api/imports/{id}", "get">;
export type Kind = "products" | "customers" | "stock";
export type State = Import["state"];
export type History = Answer<"/api/imports", "get">;
/** What a file holds, seen before anything is planned. */
export type Look = Answer<"/api/imports/look", "post">;
export type Row = Answer<"/api/imports/{id}/rows", "get">["items"][number];
export type Cell = Row["cells"][number];
export type What = "new" | "changed" | "unchanged" | "refused" | "kept";

/** What it wrote was given back, so that its figures tell of what is no more. */
export const isGone = ({ state }: Pick<Import, "state">) => state === "cancelled" || state === "undone" || state === "refused";

interface Proposal {
  upload_id: string;
  kind: Kind;
  sheet?: string;
  header?: number;
  columns: Record<string, number>;
  unit?: Unit;
  remember: boolean;
}

export const lookAt = (upload: string, { sheet, kind }: { sheet?: string; kind?: Kind } = {}): Promise<Look> => ok(api.POST("/api/imports/look", { body: { upload_id: upload, sheet, kind } }));
export const propose = (proposal: Proposal): Promise<Import> => ok(api.POST("/api/imports", { body: { ...proposal, dry_run: true } }));
export const readImport = (id: string, wait = 0): Promise<Import> => ok(api.GET("/api/imports/{id}", { params: { path: { id }, query: { wait } } }));
export const readHistory = (page: PageAsked) => ok(api.GET("/api/imports", { params: { query: page } }));
export const readRows = (id: string, what: What, page: PageAsked) => ok(api.GET("/api/imports/{id}/rows", { params: { path: { id }, query: { what, ...page } } }));

const steps = { take: "/api/imports/{id}/take", cancel: "/api/imports/{id}/cancel", undo: "/api/imports/{id}/undo" } as const;

/** Takes what was previewed, stops what is being written, or takes back what was written. */
export const decide = (id: string, step: keyof typeof steps): Promise<Import> => ok(api.POST(steps[step], { params: { path: { id } } }));
