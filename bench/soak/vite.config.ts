// Builds the simulated day, to run in Node.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packageAlias } from "../../vite.config.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  resolve: { alias: packageAlias },
  build: {
    ssr: "day.ts",
    outDir: fileURLToPath(new URL("../../.tmp/soak", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    minify: false,
  },
});
