// The demo's dev server and build. Resolves the package's public names in development, and serves the broker beside them.
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { brokerPlugin } from "./scripts/broker.mjs";
import { pagePolicy } from "./scripts/page-policy.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));

/** The sources that the package's public names stand for in demo, e2e, bench and unit tests. */
export const packageAlias = [
  { find: /^peer-invite$/, replacement: `${root}src/index.ts` },
  { find: /^peer-invite\/access$/, replacement: `${root}src/access/index.ts` },
  { find: /^peer-invite\/group$/, replacement: `${root}src/group/index.ts` },
  { find: /^peer-invite\/history$/, replacement: `${root}src/history/index.ts` },
  { find: /^peer-invite\/rtm$/, replacement: `${root}src/rtm/index.ts` },
  { find: /^peer-invite\/call$/, replacement: `${root}src/call/index.ts` },
  { find: /^peer-invite\/ui$/, replacement: `${root}src/ui/index.ts` },
  { find: /^peer-invite\/ui\/functions$/, replacement: `${root}src/ui/functions/index.ts` },
  { find: /^peer-invite\/testing$/, replacement: `${root}src/testing/index.ts` },
  { find: /^peer-invite\/bindings$/, replacement: `${root}src/bindings/index.ts` },
  { find: /^peer-invite\/react$/, replacement: `${root}src/react/index.ts` },
  { find: /^peer-invite\/vue$/, replacement: `${root}src/vue/index.ts` },
  { find: /^peer-invite\/svelte$/, replacement: `${root}src/svelte/index.ts` },
];

/** Serves e2e/ under /e2e/ beside the demo, so that a test can open pages that are not part of it. */
const e2ePages: Plugin = {
  name: "e2e-pages",
  configureServer(server) {
    server.middlewares.use((req, _res, next) => {
      if (req.url?.startsWith("/e2e/")) req.url = `/@fs/${root.replace(/^\//, "")}${req.url.slice(1)}`;
      next();
    });
  },
};

const LIT_DIRECTIVES = ["keyed", "live", "repeat"].map((name) => `lit/directives/${name}.js`);

export default defineConfig({
  root: `${root}demo`,
  plugins: [brokerPlugin(), pagePolicy({ under: "/" }), e2ePages],
  resolve: { alias: packageAlias },
  server: { fs: { allow: [root] } },
  // The demo is one page with one script, which no other page shares a part of.
  build: { outDir: `${root}dist-demo`, emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 800 },
  // Optimized at the start. A late discovery would reload every open tab.
  optimizeDeps: {
    entries: ["**/*.html", "../e2e/**/*.html"],
    include: ["peerjs", "simple-peer/simplepeer.min.js", "lit", "nanoid", "idb", "uqr", ...LIT_DIRECTIVES],
  },
});
