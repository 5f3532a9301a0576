// Mutation testing of the core: `npm run test:mutation`. Every small change of its code must make a test fail. A change that no
// test can detect is explained in equivalents.mjs.

export default {
  testRunner: "vitest",
  appendPlugins: ["./scripts/mutation/equivalents.mjs"],
  ignorers: ["equivalents"],
  vitest: { configFile: "scripts/mutation/vitest.config.ts" },
  mutate: ["src/{core,base/pure}/**/*.ts", "!src/**/*.test.ts", "!src/**/*.fixture.ts"],
  // There is nothing to rewrite, and TypeScript 7 has no API for it. So this is a name that no file has.
  tsconfigFile: "none",
  disableTypeChecks: false,
  coverageAnalysis: "perTest",
  thresholds: { high: 95, low: 90, break: 90 },
  concurrency: 2,
  incremental: true,
  incrementalFile: ".tmp/mutation/incremental.json",
  tempDirName: ".tmp/mutation/sandbox",
  htmlReporter: { fileName: ".tmp/mutation/report.html" },
  jsonReporter: { fileName: ".tmp/mutation/report.json" },
  reporters: ["clear-text", "progress", "html", "json"],
  clearTextReporter: { logTests: false, allowColor: false },
  allowConsoleColors: false,
};
