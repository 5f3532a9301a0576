// The tests that a changed core must fail (stryker.config.mjs, beside this file): those of the core without the explorer. The
// explorer is thorough but takes seconds a run, and a changed rule may give it endless states.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["src/{core,base/pure}/**/*.test.ts"],
    exclude: ["src/core/book/explorer.test.ts"],
    // A table is computed when its module is loaded, so every run loads it again.
    isolate: true,
    pool: "threads",
  },
});
