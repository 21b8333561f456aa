/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { serverOnly } from "./src/lib/serveronly";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Leaves out of a catalogue what only the server says: the first screen waits for these bytes. */
const catalogues: Plugin = {
  name: "catalogues",
  enforce: "pre",
  transform(code, id) {
    if (!/[/\\]locales[/\\](fa|en)\.json$/.test(id)) return null;
    const said = Object.entries(JSON.parse(code) as object).filter(([feature]) => !serverOnly.some((own) => own === feature));
    return { code: JSON.stringify(Object.fromEntries(said)), map: null };
  },
};

export default defineConfig({
  // Relative addresses work on wails://, on 127.0.0.1 and behind any path.
  base: "./",
  plugins: [catalogues, react()],
  resolve: { alias: { "@": here("./src"), "@locales": here("../locales") } },
  // Whoever serves index.html may put a fresh nonce here and send a strict policy with it.
  html: { cspNonce: "__PISHKHAN_NONCE__" },
  build: {
    target: "es2022",
    // Inlined data: addresses would need a wider policy for fonts.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { proxy: { "/api": process.env["PISHKHAN_API"] ?? "http://127.0.0.1:7300" }, fs: { allow: [".."] } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/lib/testing.ts"],
    restoreMocks: true,
    maxWorkers: "100%", // of the cores: by itself it leaves one idle, of two that is half
  },
});
