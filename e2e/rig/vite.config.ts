// Builds the pages that are opened on a rig.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packageAlias } from "../../vite.config.ts";

export default defineConfig({
  root: fileURLToPath(new URL("page", import.meta.url)),
  resolve: { alias: packageAlias },
  build: {
    outDir: fileURLToPath(new URL("../../.tmp/rig-pages", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
  },
});
