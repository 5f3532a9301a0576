// The pages of the end-to-end tests, built, beside a broker: the demo and the pages of this folder. A built page loads in one
// request where the dev server sends a hundred.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "svelte/compiler";
import { defineConfig, type Plugin } from "vite";
import { brokerPlugin } from "../scripts/broker.mjs";
import { buildGlobal, GLOBAL_FILES } from "../scripts/build-global.mjs";
import { pagePolicy } from "../scripts/page-policy.mjs";
import { packageAlias } from "../vite.config.ts";
import { DOCUMENT_PAGES, documentPages } from "./document-pages.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Copies scripts that are not modules unchanged, because Vite leaves them out. */
const plainScripts: Plugin = {
  name: "plain-scripts",
  async generateBundle() {
    const fileName = "e2e/rtm/app.js";
    this.emitFile({ type: "asset", fileName, source: readFileSync(`${root}${fileName}`, "utf8") });
    const { script } = await buildGlobal();
    this.emitFile({ type: "asset", fileName: `e2e/rtm-classic/${GLOBAL_FILES.script}`, source: script });
  },
};

/** Compiles Svelte's components. */
const svelte: Plugin = {
  name: "svelte",
  transform: (source, id) =>
    id.endsWith(".svelte") ? compile(source, { filename: id, generate: "client" }).js : undefined,
};

export default defineConfig({
  root,
  plugins: [brokerPlugin(), pagePolicy({ under: "/demo/" }), plainScripts, documentPages, svelte],
  define: {
    // Tests set limits in the address of the demo, and go online through it.
    "import.meta.env.IS_TRIAL": "true",
    // React's StrictMode mounts everything twice in development only.
    "process.env.NODE_ENV": JSON.stringify("development"),
  },
  resolve: { alias: packageAlias },
  build: {
    outDir: `${root}.tmp/e2e`,
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: {
      input: [
        "demo",
        "e2e/bindings",
        "e2e/call",
        "e2e/contract",
        "e2e/lab",
        "e2e/rtm",
        "e2e/rtm-classic",
        "e2e/ui",
      ]
        .map((page) => `${root}${page}/index.html`)
        .concat(DOCUMENT_PAGES),
    },
  },
});
