// Builds the page of the part "group", as an app would be built.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packageAlias } from "../../vite.config.ts";

export default defineConfig({
  root: fileURLToPath(new URL("page", import.meta.url)),
  resolve: { alias: packageAlias },
  build: {
    outDir: fileURLToPath(new URL("../../.tmp/bench-group", import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    target: "es2022",
  },
});
