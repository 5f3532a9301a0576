// @ts-check
// `npm test`: every check of the project, run all the same when one fails. Owns what is checked and in which order.
// `npm test -- unit lint` runs only the steps named, `--verbose` shows the output of passing steps too.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { whyNoRig } from "../bench/rig/requirements.mjs";
import { requireBrowser } from "./find-browser.mjs";
import { installMissing } from "./install.mjs";
import { runSteps } from "./run-steps.mjs";

const STEPS_AT_ONCE = 2;
const BUILT = "dist/index.js";
const RIG = "rig";

const reports = mkdtempSync(join(tmpdir(), "reports-"));
const unitReport = join(reports, "unit.json");
const e2eReport = join(reports, "e2e.json");
const rigReport = join(reports, "rig.json");

/** @param {string} path */
const readReport = (path) => JSON.parse(readFileSync(path, "utf8"));

/** @param {string} path of a report by Playwright */
function countPlaywrightTests(path) {
  const { expected, unexpected, flaky, skipped } = readReport(path).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** @type {import("./run-steps.mjs").Step[][]} the library's checks need the build; the end-to-end tests need quiet; the longest first */
const WAVES = [
  [{ name: "build", command: "node scripts/build.mjs" }],
  [
    {
      name: "simulation",
      command: "vitest run src/testing/simulation.test.ts --reporter=default",
      env: { SIMULATION_RUNS: process.env["SIMULATION_RUNS"] ?? "10000" },
    },
    {
      name: "unit",
      command: `vitest run --coverage --allowOnly=false --reporter=default --reporter=json --outputFile.json="${unitReport}"`,
      countTests: () => {
        const { numPassedTests, numFailedTests } = readReport(unitReport);
        return { passed: numPassedTests, failed: numFailedTests };
      },
    },
    {
      name: "chance",
      command: "vitest run src/client/any-order.test.ts src/client/any-text.test.ts --reporter=default",
      env: { PROPERTY_RUNS: process.env["PROPERTY_RUNS"] ?? "2000" },
    },
    { name: "types", command: "tsc -p tsconfig.json" },
    { name: "lint", command: "biome check --error-on-warnings ." },
    { name: "walls", command: "node scripts/check-walls.mjs" },
    { name: "examples", command: "node scripts/check-examples.mjs" },
    { name: "attw", command: "attw --pack . --ignore-rules cjs-resolves-to-esm", needs: BUILT },
    { name: "api", command: "node scripts/api.mjs", needs: BUILT },
    { name: "published", command: "tsc -p tsconfig.published.json", needs: BUILT },
    { name: "old-types", command: "node scripts/check-old-types.mjs", needs: BUILT },
    { name: "imports", command: "node scripts/check-imports.mjs", needs: BUILT },
    { name: "knip", command: "knip" },
    { name: "publint", command: "publint --strict", needs: BUILT },
    { name: "size", command: "size-limit", needs: BUILT },
  ],
  [
    {
      name: "e2e",
      command: "playwright test --forbid-only --reporter=list,json",
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
      countTests: () => countPlaywrightTests(e2eReport),
    },
  ],
  [
    {
      // The others take minutes: npm run test:rig.
      name: RIG,
      command: "playwright test -c playwright.rig.config.ts --grep @short --forbid-only --reporter=list,json",
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: rigReport },
      countTests: () => countPlaywrightTests(rigReport),
    },
  ],
];

/** @returns {{ waves: typeof WAVES, verbose: boolean }} what the command line asks for */
function readCommandLine() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { verbose: { type: "boolean", default: false } },
  });
  const names = WAVES.flat().map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown) throw new Error(`There is no step "${unknown}"; the steps are ${names.join(", ")}.`);
  const isAsked = (/** @type {string} */ name) => positionals.length === 0 || positionals.includes(name);
  return { waves: WAVES.map((wave) => wave.filter(({ name }) => isAsked(name))), verbose: values.verbose };
}

/** @param {typeof WAVES} waves @returns {typeof WAVES} the same where there can be a rig; else without its step, said aloud */
function leaveOutRigWhereThereIsNone(waves) {
  if (!waves.flat().some(({ name }) => name === RIG)) return waves;
  const why = whyNoRig();
  if (why === undefined) return waves;
  console.log(`SKIPPED ${RIG}: ${why}`);
  return waves.map((wave) => wave.filter(({ name }) => name !== RIG));
}

async function test() {
  const { waves, verbose } = readCommandLine();
  installMissing();
  // Without Chromium end-to-end tests say it again and fail; without Firefox those with it are skipped.
  const steps = waves.flat().map(({ name }) => name);
  if (steps.includes("e2e") || steps.includes(RIG)) obtainBrowser("chromium", "CHROMIUM_PATH", "No browser");
  if (steps.includes("e2e")) obtainBrowser("firefox", "FIREFOX_PATH", "SKIPPED Chromium with Firefox");
  return runSteps(leaveOutRigWhereThereIsNone(waves), { atOnce: STEPS_AT_ONCE, verbose });
}

/**
 * @param {import("./find-browser.mjs").BrowserName} name
 * @param {string} variable
 * @param {string} otherwise what comes of it when there is none
 */
function obtainBrowser(name, variable, otherwise) {
  try {
    process.env[variable] = requireBrowser(name);
  } catch (error) {
    console.log(`${otherwise}: ${/** @type {Error} */ (error).message}`);
  }
}

/** @type {import("./run-steps.mjs").Counts} */
const {
  passed,
  failed,
  skipped = 0,
} = await test()
  .catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  })
  .finally(() => rmSync(reports, { recursive: true, force: true }));
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
