// @ts-check
// `npm test`: every check of the project, even if one fails. `npm run test:long` runs all of each. Owns the command line.
// `npm test -- unit lint` runs only the named steps, and `--verbose` shows the output of passing steps too.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { requireBrowser } from "./find-browser.mjs";
import { requireRedis } from "./find-redis.mjs";
import { installMissing } from "./install.mjs";
import { whyNoRig } from "./rig-requirements.mjs";
import { runSteps } from "./run-steps.mjs";
import { RIG, stepsOf } from "./test-steps.mjs";

const STEPS_AT_ONCE = 2;
const reports = mkdtempSync(join(tmpdir(), "reports-"));

/** @typedef {import("./run-steps.mjs").Step[][]} Waves */

/** @returns {{ waves: Waves, verbose: boolean }} what the command line asks for */
function readCommandLine() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { verbose: { type: "boolean", default: false }, long: { type: "boolean", default: false } },
  });
  const all = stepsOf({ isLong: values.long, reports });
  const names = all.flat().map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown) throw new Error(`There is no step "${unknown}"; the steps are ${names.join(", ")}.`);
  const isAsked = (/** @type {string} */ name) => positionals.length === 0 || positionals.includes(name);
  return { waves: all.map((wave) => wave.filter(({ name }) => isAsked(name))), verbose: values.verbose };
}

/** @param {Waves} waves @returns {Waves} the same where there can be a rig; else without its step, said aloud */
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
  // Without Chromium, the end-to-end tests report it again and fail. Without Firefox, the tests with it are skipped.
  const steps = waves.flat().map(({ name }) => name);
  if (steps.includes("e2e") || steps.includes(RIG)) obtainBrowser("chromium", "CHROMIUM_PATH", "No browser");
  if (steps.includes("e2e")) obtainBrowser("firefox", "FIREFOX_PATH", "SKIPPED Chromium with Firefox");
  // Before the tests, because installing it takes a while.
  if (steps.includes("unit")) obtainRedis();
  return runSteps(leaveOutRigWhereThereIsNone(waves), { atOnce: STEPS_AT_ONCE, verbose });
}

function obtainRedis() {
  try {
    process.env["REDIS_PATH"] = requireRedis();
  } catch (error) {
    console.log(`SKIPPED broker over Redis: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {import("./find-browser.mjs").BrowserName} name
 * @param {string} variable
 * @param {string} otherwise what happens if there is none
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
