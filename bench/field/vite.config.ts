// Builds the pages of the side by side. The manifest lists the files that each contender loads.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packageAlias } from "../../vite.config.ts";

export default defineConfig({
  root: fileURLToPath(new URL("page", import.meta.url)),
  resolve: { alias: packageAlias },
  // JsSIP is written for Node's module system and uses its `global`.
  define: { global: "globalThis" },
  build: {
    outDir: fileURLToPath(new URL("../../.tmp/field", import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    modulePreload: false,
    target: "es2022",
  },
});
