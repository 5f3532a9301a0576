// Unit tests and what they must cover.
import { defineConfig } from "vitest/config";
import { packageAlias } from "./vite.config.ts";

const ALL = { statements: 100, branches: 100, functions: 100, lines: 100 };
const MOST = { statements: 90, branches: 90, functions: 90, lines: 90 };

export default defineConfig({
  resolve: { alias: packageAlias },
  test: {
    environment: "node",
    // A fresh world for each file: what fake timers of one leave behind must not stop the next.
    pool: "threads",
    // The explorer computes for seconds, longer on a busy machine.
    testTimeout: 60_000,
    include: ["src/**/*.test.ts", "scripts/**/*.test.mjs"],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // Only a browser can run what is built on PeerJS, simple-peer and IndexedDB: the end-to-end tests cover it.
      exclude: [
        "src/**/*.test.ts",
        "src/**/*.test-d.ts",
        "src/**/*.fixture.ts",
        "src/transport/peerjs.ts",
        "src/history/indexed-db.ts",
        "src/rtm/peerjs.ts",
        "src/call/media.ts",
      ],
      reporter: ["text", "html"],
      thresholds: { "src/core/**": ALL, "src/!(core)/**": MOST },
    },
  },
});
