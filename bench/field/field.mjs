// @ts-check
// The part "field": this package and its alternatives, side by side, in the same two browsers on the same network, in turns.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NETWORK_PACKAGES, whyNoRig } from "../../scripts/rig-requirements.mjs";
import { describeCondition, LOOPBACK_CONDITION, QUICK_CONDITIONS, USUAL_CONDITIONS } from "./conditions.mjs";
import { CONTENDER_NAMES, contenderOf } from "./contenders.mjs";
import { openLoopback, openRig } from "./network.mjs";
import { buildFieldPages } from "./pages.mjs";
import { attemptsOf, readRecord, writeRecord } from "./record.mjs";
import { reportField } from "./report.mjs";
import { durationMs, Patience, runOnce } from "./run.mjs";
import { weighContenders } from "./shipped.mjs";
import { Stage } from "./stage.mjs";

/** @typedef {import("./contenders.mjs").ContenderName} ContenderName */
/** @typedef {import("./conditions.mjs").Condition} Condition */

const root = fileURLToPath(new URL("../../", import.meta.url));
const RECORDS = `${root}.tmp/bench/field`;
const DEFAULT_RUNS = 30;
const QUICK_RUNS = 3;
/** Roughly how long opening and closing the pages of a run takes. */
const PAGES_MS = 2_500;

/**
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<import("../part.mjs").Part>}
 */
export async function runField(options) {
  const pages = await buildFieldPages();
  const shipped = weighContenders(pages);
  const plan = makePlan(options);
  const network = plan.isRig ? await openRig(pages, plan.servers) : await openLoopback(pages);
  const records = [];
  try {
    const stage = await Stage.open(network);
    try {
      const stamp = stampOf(pages, stage.version, network.kind);
      if (options.fresh) rmSync(RECORDS, { recursive: true, force: true });
      announce(plan, stamp);
      for (const condition of plan.conditions) {
        await network.setCondition(condition);
        records.push(await measure(stage, condition, plan, stamp));
      }
    } finally {
      await stage.close();
    }
  } finally {
    network.stop();
  }
  return reportField({ network: network.kind, records, shipped });
}

/**
 * @typedef {object} Plan
 * @property {boolean} isRig
 * @property {readonly Condition[]} conditions
 * @property {readonly ContenderName[]} contenders
 * @property {ReadonlySet<string>} servers
 * @property {number} runs
 */

/**
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Plan}
 */
function makePlan({
  quick,
  runs = quick ? QUICK_RUNS : DEFAULT_RUNS,
  conditions,
  contenders = CONTENDER_NAMES,
}) {
  const servers = quick
    ? []
    : contenders.map((name) => contenderOf(name).server).filter((it) => it !== undefined);
  const why = whyNoRig([...NETWORK_PACKAGES, ...servers]);
  if (why === undefined) {
    return {
      isRig: true,
      conditions: conditions ?? (quick ? QUICK_CONDITIONS : USUAL_CONDITIONS),
      contenders: quick ? contenders.filter((name) => contenderOf(name).server === undefined) : contenders,
      servers: new Set(servers),
      runs,
    };
  }
  console.error(
    `\n*** ${why}\n*** SKIPPED: every network but the loopback, and the rivals with servers of their own.\n`,
  );
  return {
    isRig: false,
    conditions: [LOOPBACK_CONDITION],
    contenders: contenders.filter((name) => contenderOf(name).server === undefined),
    servers: new Set(),
    runs,
  };
}

/**
 * @param {Plan} plan
 * @param {string} stamp
 */
function announce({ conditions, contenders, runs }, stamp) {
  let ms = 0;
  for (const condition of conditions) {
    const record = readRecord(pathOf(condition), condition.name, stamp);
    const runMs = PAGES_MS + durationMs(condition);
    for (const contender of contenders) ms += Math.max(0, runs - attemptsOf(record, contender)) * runMs;
  }
  console.error(
    `${conditions.length} networks, ${contenders.length} contenders, ${runs} runs each: about ${Math.ceil(ms / 60_000)} min ` +
      "(interrupted, it goes on where it was; --fresh starts over).",
  );
}

/**
 * @param {Stage} stage
 * @param {Condition} condition
 * @param {Plan} plan
 * @param {string} stamp
 */
async function measure(stage, condition, { contenders, runs }, stamp) {
  const path = pathOf(condition);
  const record = readRecord(path, condition.name, stamp);
  const patience = Object.fromEntries(contenders.map((name) => [name, new Patience()]));
  for (let round = 0; round < runs; round += 1) {
    // Every contender goes first, second and last equally often.
    const first = round % contenders.length;
    for (const name of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      if (attemptsOf(record, name) > round) continue;
      try {
        const run = await stage.play(name, condition, (scene) =>
          runOnce(scene, condition, /** @type {Patience} */ (patience[name])),
        );
        record.runs[name] = [...(record.runs[name] ?? []), run];
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        record.failures[name] = [...(record.failures[name] ?? []), message];
        console.error(`  ${name}: ${message}`);
      }
      record.date = new Date().toISOString();
      record.loads[round] = (loadavg()[0] ?? 0).toFixed(1);
      writeRecord(path, record);
    }
    console.error(`  ${describeCondition(condition)}: ${round + 1} of ${runs} rounds`);
  }
  return record;
}

/** @param {Condition} condition */
const pathOf = ({ name }) => join(RECORDS, `${name}.json`);

/**
 * Identifies the pages, the browser and the network of runs. A change of any of them starts new records.
 *
 * @param {string} pages
 * @param {string} browser
 * @param {string} network
 */
function stampOf(pages, browser, network) {
  const hash = createHash("sha256").update(`${browser}\n${network}\n`);
  for (const name of readdirSync(`${pages}/assets`).sort())
    hash.update(readFileSync(`${pages}/assets/${name}`));
  return hash.digest("hex").slice(0, 16);
}
