// Builds the page of the part "browser", as an app would be built.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packageAlias } from "../../vite.config.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  resolve: { alias: packageAlias },
  build: {
    outDir: fileURLToPath(new URL("../../.tmp/bench-page", import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    target: "es2022",
  },
});
