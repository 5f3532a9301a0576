// @ts-check
// What `npm test` and `npm run test:long` check, and in which order. `npm test` has a sample of everything, within minutes.
// The long run has all of it: more crowds, every state of every scenario, each end-to-end test, every bad network.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const BUILT = "dist/index.js";
/** The name of the step that only some machines can run. */
export const RIG = "rig";

/** @param {string} path */
const readReport = (path) => JSON.parse(readFileSync(path, "utf8"));

/** @param {string} path of a report by Playwright */
function countPlaywrightTests(path) {
  const { expected, unexpected, flaky, skipped } = readReport(path).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/**
 * The library's checks need the build, and the end-to-end tests need a quiet machine. The longest steps come first.
 *
 * @param {{ isLong: boolean, reports: string }} options `reports`: a folder for the steps' own reports
 * @returns {import("./run-steps.mjs").Step[][]} in waves: each starts when the one before has ended
 */
export function stepsOf({ isLong, reports }) {
  const unitReport = join(reports, "unit.json");
  const e2eReport = join(reports, "e2e.json");
  const rigReport = join(reports, "rig.json");
  return [
    [{ name: "build", command: "node scripts/build.mjs" }],
    [
      {
        name: "simulation",
        command: "vitest run src/testing/simulation.test.ts --reporter=default",
        env: { SIMULATION_RUNS: process.env["SIMULATION_RUNS"] ?? (isLong ? "10000" : "2500") },
      },
      {
        name: "unit",
        command: `vitest run --coverage --allowOnly=false --reporter=default --reporter=json --outputFile.json="${unitReport}"`,
        env: isLong
          ? { EXPLORER: "long", LAST_CALL_RUNS: "2500", BROKER_TESTS: "all", NODE_TESTS: "all" }
          : {},
        countTests: () => {
          const { numPassedTests, numFailedTests } = readReport(unitReport);
          return { passed: numPassedTests, failed: numFailedTests };
        },
      },
      {
        name: "chance",
        command: "vitest run src/client/any-order.test.ts src/client/any-text.test.ts --reporter=default",
        env: { PROPERTY_RUNS: process.env["PROPERTY_RUNS"] ?? (isLong ? "2000" : "500") },
      },
      ...(isLong ? [{ name: "rules", command: "npm run test:rules" }] : []),
      { name: "types", command: "tsc -p tsconfig.json" },
      { name: "lint", command: "biome check --error-on-warnings ." },
      { name: "walls", command: "node scripts/check-walls.mjs" },
      { name: "words", command: "node scripts/check-words.mjs" },
      { name: "examples", command: "node scripts/check-examples.mjs" },
      { name: "links", command: "node scripts/check-links.mjs" },
      { name: "site", command: "npm run build --workspace peer-invite-site", needs: BUILT },
      { name: "attw", command: "attw --pack . --ignore-rules cjs-resolves-to-esm", needs: BUILT },
      { name: "api", command: "node scripts/api.mjs", needs: BUILT },
      { name: "published", command: "tsc -p scripts/tsconfig.published.json", needs: BUILT },
      { name: "old-types", command: "node scripts/check-old-types.mjs", needs: BUILT },
      { name: "imports", command: "node scripts/check-imports.mjs", needs: BUILT },
      { name: "knip", command: "knip" },
      { name: "publint", command: "publint --strict", needs: BUILT },
      { name: "size", command: "size-limit", needs: BUILT },
    ],
    [
      {
        name: "e2e",
        command: `playwright test ${isLong ? "" : "--grep-invert @long "}--forbid-only --reporter=list,json`,
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
        countTests: () => countPlaywrightTests(e2eReport),
      },
    ],
    [
      {
        name: RIG,
        command: `playwright test -c e2e/rig ${isLong ? "" : "--grep @short "}--forbid-only --reporter=list,json`,
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: rigReport },
        countTests: () => countPlaywrightTests(rigReport),
      },
    ],
  ];
}
