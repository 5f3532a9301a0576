// What the end-to-end tests open: the demo and the pages of this folder, built, beside a broker. A built page loads in one
// request where the dev server sends a hundred.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { brokerPlugin } from "../scripts/broker.mjs";
import { packageAlias } from "../vite.config.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

export default defineConfig({
  root,
  plugins: [brokerPlugin()],
  resolve: { alias: packageAlias },
  build: {
    outDir: `${root}.tmp/e2e`,
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: {
      input: ["demo", "e2e/call", "e2e/contract", "e2e/lab"].map((page) => `${root}${page}/index.html`),
    },
  },
});
