// @ts-check
// The part "node": real peers in Node call one bot, with WebRTC. How many calls a second it takes, how long they take, and what
// the bot's process spends on each.
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../free-port.mjs";
import { median, quantile } from "../quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "../table.mjs";
import { processOf } from "./peers.mjs";

const LANES = 8;
/** The frames of one call, and `framesPerSecond`, allow a peer about eight calls a second. A burst allows a hundred. */
const CALLS_MS = { first: 10_000, again: 2_000 };
const QUICK = 5;

/** @typedef {{ acceptsMs: number[], wordsMs: number[], seconds: number }} Calls */

/**
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<import("../part.mjs").Part>}
 */
export async function runNode({ quick }) {
  // Processes of their own import the package as it is built.
  execFileSync(process.execPath, [fileURLToPath(new URL("../../scripts/build.mjs", import.meta.url))]);
  const port = String(await findFreePort());
  const broker = start("../rig/serve-broker.mjs", "localhost", port);
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let bot;
  try {
    await once(broker, "message");
    bot = start("serve-bot.mjs", port);
    await once(bot, "message");
    const rows = [];
    /** @type {Record<string, ReturnType<typeof summarize>>} */
    const numbers = {};
    for (const [kind, ms] of Object.entries(CALLS_MS)) {
      const before = processOf(bot.pid);
      const callers = start("serve-callers.mjs", port, kind, String(quick ? ms / QUICK : ms), String(LANES));
      const [calls] = /** @type {[Calls]} */ (await once(callers, "message"));
      const summary = summarize(calls, processOf(bot.pid).cpuMs - before.cpuMs);
      numbers[kind] = summary;
      rows.push({ what: WHAT[/** @type {keyof typeof CALLS_MS} */ (kind)], measured: toText(summary) });
    }
    const cells = rowsToCells(rows);
    return { text: renderGrid(cells), numbers, sections: { node: renderMarkdown(cells) } };
  } finally {
    bot?.kill();
    broker.kill();
  }
}

const WHAT = {
  first: `Calls to a bot in Node, ${LANES} at once, a new peer for each`,
  again: `The same, one peer for all calls of a lane`,
};

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
function start(script, ...args) {
  return fork(fileURLToPath(new URL(script, import.meta.url)), args);
}

/**
 * @param {Calls} calls
 * @param {number} cpuMs of the bot
 */
function summarize({ acceptsMs, wordsMs, seconds }, cpuMs) {
  return {
    calls: wordsMs.length,
    perSecond: wordsMs.length / seconds,
    acceptMs: median(acceptsMs),
    acceptP95Ms: quantile(acceptsMs, 0.95),
    wordMs: median(wordsMs),
    wordP95Ms: quantile(wordsMs, 0.95),
    botCpuMs: cpuMs / wordsMs.length,
  };
}

/** @param {ReturnType<typeof summarize>} summary */
function toText({ perSecond, acceptMs, acceptP95Ms, wordMs, wordP95Ms, botCpuMs }) {
  const ms = (/** @type {number} */ value) => value.toFixed(0);
  return `${ms(perSecond)}/s; accepted after ${ms(acceptMs)} ms (p95 ${ms(acceptP95Ms)}), first words on the line after ${ms(wordMs)} ms (p95 ${ms(wordP95Ms)}); ${botCpuMs.toFixed(1)} ms of the bot's CPU each`;
}
