// @ts-check
// `npm run bench`: prints what the package costs, and what alternatives cost. It measures and does not judge: the exit code is 0
// whether the goals are met or not. See options.mjs for the command line.
import { writeFileSync } from "node:fs";
import { runBroker } from "./broker/broker.mjs";
import { runBrowser } from "./browser.mjs";
import { runCore } from "./core.mjs";
import { runEarly } from "./field/early.mjs";
import { runField } from "./field/field.mjs";
import { runGroup } from "./group/group.mjs";
import { runLoad } from "./load/load.mjs";
import { runNode } from "./load/node.mjs";
import { describeMachine } from "./machine.mjs";
import { readCommandLine } from "./options.mjs";
import { publish } from "./publish.mjs";
import { runSize } from "./size.mjs";
import { runSoak } from "./soak/soak.mjs";
import { runTrace } from "./trace.mjs";

/** @typedef {import("./part.mjs").Part} Part */

/** @type {Readonly<Record<string, (options: import("./options.mjs").BenchOptions) => Part | Promise<Part>>>} */
const PARTS = {
  core: runCore,
  browser: runBrowser,
  size: runSize,
  field: runField,
  early: runEarly,
  trace: runTrace,
  soak: runSoak,
  load: runLoad,
  broker: runBroker,
  node: runNode,
  group: runGroup,
};
/** The parts that `--quick` runs by default. */
const QUICK_PARTS = ["core", "size", "field"];

async function run() {
  const { names, json, publish: isPublished, again, ...options } = readCommandLine(Object.keys(PARTS));
  const asked = names.length > 0 ? names : options.quick ? QUICK_PARTS : Object.keys(PARTS);
  const about = describeMachine();
  /** @type {Record<string, Part>} */
  const parts = {};
  for (const name of asked) {
    console.error(`Measuring: ${name} …`);
    const part = await PARTS[name]?.(options);
    if (part === undefined) continue;
    parts[name] = part;
    console.log(`\n${part.text}\n`);
    if (json !== undefined) writeJson(json, about, parts);
  }
  // Some of it may have been installed by the parts.
  const versions = Object.entries(describeMachine().versions).map(([what, version]) => `${what} ${version}`);
  const footnote = `${about.machine}; ${versions.join(", ")}; ${about.date.slice(0, 10)}; load before ${about.load}.`;
  console.log(footnote);
  const command = ["npm run bench --", ...asked, again].filter(Boolean).join(" ");
  if (isPublished) publish(Object.values(parts), `Machine: ${footnote} Again: \`${command}\`.`);
}

/**
 * Called after every part, so that results are kept if a later part fails.
 *
 * @param {string} path
 * @param {ReturnType<typeof describeMachine>} about
 * @param {Readonly<Record<string, Part>>} parts
 */
function writeJson(path, about, parts) {
  const numbers = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.numbers]));
  writeFileSync(path, `${JSON.stringify({ ...about, parts: numbers }, undefined, 2)}\n`);
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
