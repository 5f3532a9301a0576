// @ts-check
// Runs named commands, a few at once. Prints one line for each and the whole output of those that fail, and counts.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const PATH = [`${root}node_modules/.bin`, process.env["PATH"]].join(delimiter);

/** @typedef {{ passed: number, failed: number, skipped?: number }} Counts */
/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command run by the shell in the project's folder, with the tools of node_modules on the PATH
 * @property {string} [needs] a file without which the step fails unrun, because some tools accept an empty input
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {() => Counts} [countTests] for a step that runs tests: their report; other steps count as one
 */

/**
 * @param {Step} step
 * @returns {Promise<{ code: number, output: string }>} stdout and stderr as they came
 */
function runCommand(step) {
  if (step.needs && !existsSync(`${root}${step.needs}`)) {
    return Promise.resolve({ code: 1, output: `Not run: ${step.needs} is missing.` });
  }
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(step.command, { shell: true, cwd: root, env: { ...process.env, PATH, ...step.env } });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * A step that fails without a failed test (a threshold, a crash, no test at all) counts as one failure.
 *
 * @param {Step} step
 * @param {number} code
 * @returns {Counts}
 */
function count(step, code) {
  if (!step.countTests) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  let tests = { passed: 0, failed: 0 };
  try {
    tests = step.countTests();
  } catch {
    // No report was written, so nothing ran.
  }
  const isHidden = tests.failed === 0 && (code !== 0 || tests.passed === 0);
  return isHidden ? { ...tests, failed: 1 } : tests;
}

/**
 * @param {Step} step
 * @param {boolean} verbose whether to print the output of passing steps too
 * @returns {Promise<Counts>}
 */
async function runStep(step, verbose) {
  const startedAtMs = performance.now();
  const { code, output } = await runCommand(step);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const counts = count(step, code);
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : "";
  const tests = step.countTests ? `, ${counts.passed} passed, ${counts.failed} failed${skipped}` : "";
  console.log(`${counts.failed === 0 ? "ok    " : "FAILED"} ${step.name} (${seconds} s${tests})`);
  if (counts.failed > 0 || verbose) console.log(output.trimEnd().replace(/^/gm, "    "));
  return counts;
}

/**
 * @param {Step[][]} waves each wave starts when the one before has ended
 * @param {{ atOnce: number, verbose: boolean }} options
 * @returns {Promise<Counts>} the sum
 */
export async function runSteps(waves, { atOnce, verbose }) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const wave of waves) {
    const waiting = [...wave];
    const runWaiting = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) {
        const counts = await runStep(step, verbose);
        sum.passed += counts.passed;
        sum.failed += counts.failed;
        sum.skipped += counts.skipped ?? 0;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, runWaiting));
  }
  return sum;
}
