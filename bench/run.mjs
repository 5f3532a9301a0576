// @ts-check
// `npm run bench`: prints what the package costs, as ratios taken in one run. It measures and does not judge: the exit
// code is 0 whether the goals are met or not. `npm run bench -- core` runs one part, `--json FILE` keeps every number.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runBrowser } from "./browser.mjs";
import { runCore } from "./core.mjs";
import { describeMachine } from "./machine.mjs";
import { runSize } from "./size.mjs";
import { isMet, renderTable } from "./table.mjs";

/**
 * @typedef {object} Part
 * @property {import("./table.mjs").Row[]} rows
 * @property {unknown} numbers all that the rows were made of
 */

/** @type {Readonly<Record<string, () => Part | Promise<Part>>>} */
const PARTS = { core: runCore, browser: runBrowser, size: runSize };

/** @returns {{ names: string[], json: string | undefined }} */
function readCommandLine() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "string" } },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown)
    throw new Error(`There is no part "${unknown}"; the parts are ${Object.keys(PARTS).join(", ")}.`);
  return { names: positionals.length === 0 ? Object.keys(PARTS) : positionals, json: values.json };
}

async function run() {
  const { names, json } = readCommandLine();
  const about = describeMachine();
  /** @type {Record<string, Part>} */
  const parts = {};
  for (const name of names) {
    console.error(`Measuring: ${name} …`);
    const part = await PARTS[name]?.();
    if (part) parts[name] = part;
  }
  const rows = Object.values(parts).flatMap((part) => part.rows);
  console.log(renderTable(rows));
  console.log(`\n${about.machine}; load ${about.load}\nNode ${about.node}, ${about.chromium}, ${about.date}`);
  if (json === undefined) return;
  const results = rows.map((row) => ({ ...row, met: isMet(row) }));
  const numbers = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.numbers]));
  writeFileSync(json, `${JSON.stringify({ ...about, results, numbers }, undefined, 2)}\n`);
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
