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

/** @returns {Promise<string[]>} the names of the tests that failed */
async function failures() {
  const vitest = await startVitest("test", [], {
    root: copy,
    config: false,
    watch: false,
    include: INCLUDE,
    exclude: EXCLUDE,
    reporters: [{}],
    bail: 1,
  });
  const failed = vitest.state.getFailedFilepaths();
  const names = vitest.state
    .getFiles()
    .filter(({ filepath }) => failed.includes(filepath))
    .map(({ name }) => name);
  await vitest.close();
  return names;
}

const wanted = process.argv.slice(2);
rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
cpSync(`${root}src`, `${copy}src`, { recursive: true });
cpSync(`${root}package.json`, `${copy}package.json`);

const before = await failures();
if (before.length > 0) throw new Error(`Without a change, these tests fail: ${before.join(", ")}.`);
let unnoticed = 0;
for (const { rule, what, file, code, instead } of TAKEN_AWAY) {
  if (wanted.length > 0 && !wanted.includes(rule)) continue;
  const source = readFileSync(`${copy}${file}`, "utf8");
  writeFileSync(
    `${copy}${file}`,
    source.replace(code, () => instead),
  );
  const failed = await failures();
  writeFileSync(`${copy}${file}`, source);
  if (failed.length === 0) unnoticed += 1;
  console.log(
    `${failed.length > 0 ? "noticed  " : "UNNOTICED"} ${rule}: ${what}${failed[0] === undefined ? "" : ` (${failed[0]})`}`,
  );
}
process.exitCode = unnoticed > 0 ? 1 : 0;
