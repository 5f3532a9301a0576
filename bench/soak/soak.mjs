// @ts-check
// The part "soak": what is left over after a day of calls in simulated time, and after minutes of calls in two browsers.
import { fileURLToPath, pathToFileURL } from "node:url";
import { lineChart } from "../chart.mjs";
import { buildFieldPages } from "../field/pages.mjs";
import { median } from "../quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "../table.mjs";
import { callInALoop } from "./loop.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const HOURS = 24;
const QUICK_HOURS = 1;
const MINUTES = 30;
const QUICK_MINUTES = 0.5;
/** The goal for the ratio of the quarters' means. A higher ratio means that something accumulates. */
const GOAL = 1.1;

/**
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<import("../part.mjs").Part>}
 */
export async function runSoak({ quick, minutes = quick ? QUICK_MINUTES : MINUTES }) {
  const { build } = await import("vite");
  await build({ configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)), logLevel: "warn" });
  /** @type {typeof import("./day.ts")} */
  const { liveThrough } = await import(pathToFileURL(`${root}.tmp/soak/day.js`).href);
  const hours = quick ? QUICK_HOURS : HOURS;
  const day = await liveThrough(hours);
  const pages = await buildFieldPages();
  console.error(`Calls in a loop for ${minutes} min …`);
  const loop = await callInALoop(pages, minutes);
  return reportSoak({ hours, minutes, day, loop });
}

/**
 * @param {object} found
 * @param {number} found.hours
 * @param {number} found.minutes
 * @param {Awaited<ReturnType<typeof import("./day.ts").liveThrough>>} found.day
 * @param {import("./loop.mjs").Loop} found.loop
 * @returns {import("../part.mjs").Part}
 */
function reportSoak({ hours, minutes, day, loop }) {
  const { samples } = day;
  const ends = Object.entries(day.ends).map(([kind, count]) => `${count} ${kind}`);
  const cells = rowsToCells([
    ...rowsOf(`${hours} simulated hours, ${day.invitations} invitations (${ends.join(", ")})`, samples, {
      "heap, kB": ({ heapBytes }) => heapBytes / 1_000,
      "timers set": ({ timers }) => timers,
      "open channels": ({ channels }) => channels,
      "open invitations": ({ openInvitations }) => openInvitations,
    }),
    .../** @type {const} */ (["caller", "callee"]).flatMap((end) =>
      rowsOf(`${minutes} min of calls in a loop (${loop.calls}), the ${end}'s page`, loop.samples[end], {
        "heap, kB": ({ heapBytes }) => heapBytes / 1_000,
        "DOM nodes": ({ nodes }) => nodes,
        "connections not closed": ({ connections }) => connections,
        "timers set": ({ timers }) => timers,
      }),
    ),
  ]);
  return {
    text: renderGrid(cells),
    numbers: { day, loop },
    sections: { soak: renderMarkdown(cells) },
    charts: {
      "soak-loop.svg": lineChart({
        title: "JavaScript heap of the callee's page, calls in a loop",
        xUnit: "min",
        unit: "MB",
        points: loop.samples.callee.map(({ minute, heapBytes }) => [minute, heapBytes / 1_000_000]),
      }),
    },
  };
}

/**
 * Compares the last quarter with the second. In the first quarter, code is compiled, and ended invitations are remembered for the
 * first time (for five minutes, rule R5.4).
 *
 * @template S
 * @param {string} what
 * @param {readonly S[]} samples
 * @param {Record<string, (sample: S) => number>} values
 * @returns {import("../table.mjs").Row[]}
 */
function rowsOf(what, samples, values) {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  return Object.entries(values).map(([name, of]) => {
    const [second, last] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)].map((some) =>
      median(some.map(of)),
    );
    if (second === undefined || last === undefined) throw new Error("Nothing was sampled.");
    const ratio = second === 0 ? (last === 0 ? 1 : Number.POSITIVE_INFINITY) : last / second;
    return {
      what: `${what}: ${name}, last quarter`,
      measured: last.toFixed(0),
      against: `second quarter: ${second.toFixed(0)}`,
      ratio,
      goal: GOAL,
    };
  });
}
