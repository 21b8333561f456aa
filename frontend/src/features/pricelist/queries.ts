import { api, ok } from "@/lib/api/client";
import type { ImportResult } from "@/lib/api/types";
import type { Unit } from "@/lib/money";

/** What a list would change, with nothing written. */
export const preview = (upload: string, unit?: Unit): Promise<ImportResult> => ok(api.POST("/api/pricelists", { body: { upload_id: upload, unit, dry_run: true } }));

/** Takes the list in. */
export const takeIn = (upload: string, unit?: Unit): Promise<ImportResult> => ok(api.POST("/api/pricelists", { body: { upload_id: upload, unit } }));

export const takeSample = (): Promise<ImportResult> => ok(api.POST("/api/pricelists/sample"));
