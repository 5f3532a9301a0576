// Unit tests and their coverage thresholds.
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { packageAlias } from "./vite.config.ts";

const ALL = { statements: 100, branches: 100, functions: 100, lines: 100 };
const MOST = { statements: 90, branches: 90, functions: 90, lines: 90 };

/** Files that replace timers, modules or other globals while they run, or run real servers. Each needs a world of its own. */
const LONERS = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".test.ts"))
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => /\bvi\.(useFakeTimers|stubGlobal|spyOn|mock)\b/.test(readFileSync(path, "utf8")))
  .concat("scripts/**/*.test.mjs", "packages/**/*.test.mjs");

/** Their native module serves one thread of a process only: a second one that loads it ends the process. */
const NATIVE = ["packages/node/**/*.test.mjs"];

export default defineConfig({
  resolve: { alias: packageAlias },
  test: {
    environment: "node",
    pool: "threads",
    // The explorer computes for seconds, longer on a busy machine.
    testTimeout: 180_000,
    projects: [
      // None of our modules keeps state, so all files share one world, and the suite takes seconds.
      {
        extends: true,
        test: {
          name: "shared",
          isolate: false,
          include: ["{src,demo,examples}/**/*.test.ts"],
          exclude: LONERS,
        },
      },
      { extends: true, test: { name: "alone", isolate: true, include: LONERS, exclude: NATIVE } },
      { extends: true, test: { name: "native", pool: "forks", include: NATIVE } },
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // Only a browser can run what is built on PeerJS, simple-peer, IndexedDB, lit and React's effects. The end-to-end tests cover
      // it.
      exclude: [
        "src/**/*.test.ts",
        "src/**/*.test-d.ts",
        "src/**/*.fixture.ts",
        "src/peerjs/peerjs.ts",
        "src/peerjs/peerjs-channel.ts",
        "src/history/indexed-db.ts",
        "src/rtm/peerjs.ts",
        "src/rtm/global.ts",
        "src/call/media.ts",
        "src/react/**",
        "src/ui/elements/**",
        "src/ui/chart/save.ts",
      ],
      reporter: ["text", "html"],
      thresholds: { "src/{core,base/pure}/**": ALL, "src/!(core)/**": MOST },
    },
  },
});
