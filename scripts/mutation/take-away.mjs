// @ts-check
// Takes each rule of rules.mjs away, in a copy of the sources, and runs the tests there: some test must fail. A part of `npm run
// test:long`. With names of rules, only those: `node scripts/mutation/take-away.mjs R16.4`.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";
import { TAKEN_AWAY } from "./rules.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const copy = `${root}.tmp/rules/`;

/** The explorers take longer, and the test of SPEC reads the documents. */
const INCLUDE = ["src/core/**/*.test.ts", "src/client/{looks,posts,while-ringing}.test.ts"];
const EXCLUDE = ["**/*explorer.test.ts", "**/spec.test.ts"];

/**
 * Runs the tests of the copy. A file that cannot be loaded is not a test that fails.
 *
 * @returns {Promise<{ failed: readonly string[], broken: readonly string[] }>} the names of tests, and of files
 */
async function runTests() {
  const vitest = await startVitest("test", [], {
    root: copy,
    config: false,
    watch: false,
    include: INCLUDE,
    exclude: EXCLUDE,
    reporters: [{}],
    bail: 1,
  });
  const files = vitest.state.getTestModules();
  const failed = files.flatMap((file) =>
    [...file.children.allTests("failed")].map(({ fullName }) => fullName),
  );
  const broken = files
    .filter((file) => file.errors().length > 0)
    .map(({ relativeModuleId }) => relativeModuleId);
  await vitest.close();
  return { failed, broken };
}

const wanted = process.argv.slice(2);
rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
cpSync(`${root}src`, `${copy}src`, { recursive: true });
cpSync(`${root}package.json`, `${copy}package.json`);

const before = await runTests();
if (before.failed.length + before.broken.length > 0)
  throw new Error(`Without a change, these fail: ${[...before.failed, ...before.broken].join(", ")}.`);
const chosen = TAKEN_AWAY.filter(({ rule }) => wanted.length === 0 || wanted.includes(rule));
if (chosen.length === 0) throw new Error(`There is no rule ${wanted.join(", ")} in rules.mjs.`);
let unnoticed = 0;
for (const { rule, what, file, code, instead } of chosen) {
  const source = readFileSync(`${copy}${file}`, "utf8");
  writeFileSync(
    `${copy}${file}`,
    source.replace(code, () => instead),
  );
  const { failed, broken } = await runTests();
  writeFileSync(`${copy}${file}`, source);
  if (broken.length > 0) throw new Error(`${rule}, ${what}: ${broken.join(", ")} cannot be loaded.`);
  const [first] = failed;
  if (first === undefined) unnoticed += 1;
  console.log(
    `${first === undefined ? "UNNOTICED" : "noticed"} ${rule}, ${what}${first === undefined ? "" : `: ${first}`}`,
  );
}
// Vitest has set it, because tests failed as they should.
process.exitCode = unnoticed > 0 ? 1 : 0;
