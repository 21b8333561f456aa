import { useQuery } from "@tanstack/react-query";
import { api, newId, ok } from "@/lib/api/client";
import { useList } from "@/lib/list";
import type { Page, ShiftRow } from "@/lib/api/types";
import type { Notes } from "./counting";

/** A shift's own tables: what closes, moves or counts it changes what is shown of it. */
const tables = ["shift_closes", "cash_moves", "shift_counts", "payments"];

export const useShifts = () => useList<ShiftRow, Page<ShiftRow>>("shifts", [], ({ cursor, limit }) => ok(api.GET("/api/shifts", { params: { query: { cursor, limit } } })), { tables: ["shift_closes"] });

/** The open shift of this till; null when there is none. */
export const useCurrentShift = () =>
  useQuery({ queryKey: ["shifts", "current"], queryFn: async () => (await ok(api.GET("/api/shifts/current"))).shift ?? null, meta: { tables: ["shift_closes"] } });

export const useShift = (id: string) => useQuery({ queryKey: ["shifts", "one", id], queryFn: () => ok(api.GET("/api/shifts/{id}", { params: { path: { id } } })), meta: { tables } });

export const openShift = (id: string, opening: number) => ok(api.POST("/api/shifts", { body: { id, opening } }));

export const moveCash = (shift: string, move: { id: string; direction: "in" | "out"; amount: number; reason: string }) =>
  ok(api.POST("/api/shifts/{id}/moves", { params: { path: { id: shift } }, body: move }));

export const countDrawer = (shift: string, notes: Notes[]) => ok(api.POST("/api/shifts/{id}/counts", { params: { path: { id: shift } }, body: { id: newId(), notes } }));

export const closeShift = (shift: string, count_id: string, note: string) => ok(api.POST("/api/shifts/{id}/close", { params: { path: { id: shift } }, body: { count_id, note } }));

/** The day print out of a till's printer. */
export const rollShift = (shift: string, till_id: string, lang: "fa" | "en") => ok(api.POST("/api/shifts/{id}/receipts", { params: { path: { id: shift } }, body: { till_id, lang } }));
