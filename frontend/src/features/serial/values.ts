/** What can be said of serials without a screen. */
import { latinDigits } from "@/lib/persian";

/** A serial as it is compared: digits and capitals are all one. */
const bare = (serial: string) => latinDigits(serial.trim()).toUpperCase();

export const holds = (serials: readonly string[], serial: string) => serials.some((one) => bare(one) === bare(serial));

/** What was typed, one a line. */
export const lines = (text: string): string[] => text.split("\n").map((one) => one.trim()).filter(Boolean);

/** How many pieces may have a serial: whole ones. */
export const pieces = (quantity: string) => Math.max(0, Math.floor(Number(quantity)));
