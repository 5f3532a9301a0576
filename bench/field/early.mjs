// @ts-check
// The part "early": what a person does so soon after the click that other ways have no channel yet. Fresh pages for each time.
import { NETWORK_PACKAGES, whyNoRig } from "../../scripts/rig-requirements.mjs";
import { median, quantile } from "../quantile.mjs";
import { renderGrid, renderMarkdown } from "../table.mjs";
import { describeCondition, USUAL_CONDITIONS } from "./conditions.mjs";
import { contenderOf } from "./contenders.mjs";
import { openRig } from "./network.mjs";
import { buildFieldPages } from "./pages.mjs";
import { pause, until } from "./run.mjs";
import { Stage } from "./stage.mjs";

/** @typedef {import("./contenders.mjs").ContenderName} ContenderName */

/** Those whose caller can cancel, and is told of the accept. @type {readonly ContenderName[]} */
const CONTENDERS = ["peer-invite", "peerjs-channel", "jssip", "xmpp"];
const RUNS = 10;
const QUICK_RUNS = 2;
const WITHIN_MS = 5_000;
const CANCEL_AFTER_MS = 200;
const ACCEPT_AFTER_MS = 300;

/** What is measured, in fresh pages. A time is missing if it did not happen. */
const DEEDS = {
  "cancel 0.2 s after the click → it does not ring, or no longer": cancelEarly,
  "accept 0.3 s after the ring → accepted at the caller": acceptEarly,
};

/** @param {import("../options.mjs").BenchOptions} options @returns {Promise<import("../part.mjs").Part>} */
export async function runEarly({
  quick,
  runs = quick ? QUICK_RUNS : RUNS,
  conditions,
  contenders = CONTENDERS,
}) {
  const measured = CONTENDERS.filter((name) => contenders.includes(name));
  const servers = measured.map((name) => contenderOf(name).server).filter((it) => it !== undefined);
  const why = whyNoRig([...NETWORK_PACKAGES, ...servers]);
  if (why !== undefined) throw new Error(`There is no network for the part "early". ${why}`);
  const networks = conditions ?? USUAL_CONDITIONS.filter(({ loss, relayOnly }) => loss === 0 && !relayOnly);
  const network = await openRig(await buildFieldPages(), new Set(servers));
  const rows = [];
  try {
    const stage = await Stage.open(network);
    try {
      for (const condition of networks) {
        await network.setCondition(condition);
        for (const [what, act] of Object.entries(DEEDS)) {
          const times = Object.fromEntries(
            measured.map((name) => [name, /** @type {(number | null)[]} */ ([])]),
          );
          for (let run = 0; run < runs; run += 1) {
            for (const name of measured) times[name]?.push(await stage.play(name, condition, act));
          }
          rows.push({ network: describeCondition(condition), what, times });
        }
        console.error(`  ${describeCondition(condition)}: done`);
      }
    } finally {
      await stage.close();
    }
  } finally {
    network.stop();
  }
  const cells = [
    ["median (p95) in ms", "network", ...measured.map((name) => contenderOf(name).label)],
    ...rows.map(({ network: where, what, times }) => [
      what,
      where,
      ...measured.map((name) => describe(times[name] ?? [])),
    ]),
  ];
  return { text: renderGrid(cells), numbers: rows, sections: { early: renderMarkdown(cells) } };
}

/** @param {import("./stage.mjs").Scene} scene */
async function cancelEarly({ caller, callee, address }) {
  await caller.evaluate((to) => window.field.ring(to), address);
  await pause(CANCEL_AFTER_MS);
  await caller.evaluate(() => window.field.cancel());
  const canceled = /** @type {number} */ (await until(caller, "cancel", 0));
  const stopped = await until(callee, "stopped", WITHIN_MS);
  return stopped === undefined ? null : stopped - canceled;
}

/** @param {import("./stage.mjs").Scene} scene */
async function acceptEarly({ caller, callee, address }) {
  await caller.evaluate((to) => window.field.ring(to), address);
  if ((await until(callee, "rings", WITHIN_MS)) === undefined) return null;
  await pause(ACCEPT_AFTER_MS);
  await callee.evaluate(() => window.field.accept());
  const accepted = /** @type {number} */ (await until(callee, "accept", 0));
  const told = await until(caller, "accepted", WITHIN_MS);
  return told === undefined ? null : told - accepted;
}

/** @param {readonly (number | null)[]} times */
function describe(times) {
  const seen = times.filter((it) => it !== null);
  const missed = times.length - seen.length;
  if (seen.length === 0) return `never, of ${times.length}`;
  const text = `${Math.round(median(seen))} (${Math.round(quantile(seen, 0.95))})`;
  return missed === 0 ? text : `${text}, ${missed} missed`;
}
