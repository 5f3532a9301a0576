// @ts-check
// Where time goes: a sampling profile of a function, by file and by function.
import { Session } from "node:inspector/promises";

const SAMPLE_EVERY_US = 100;

/** @typedef {{ name: string, share: number }} Share of the whole, 0 to 1 */

/**
 * @param {() => void} run synchronous
 * @returns {Promise<{ files: Share[], functions: Share[] }>} the largest first; a function's calls to others are not included
 */
export async function profile(run) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_EVERY_US });
  await session.post("Profiler.start");
  run();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  const files = new Map();
  const functions = new Map();
  const add = (
    /** @type {Map<string, number>} */ map,
    /** @type {string} */ name,
    /** @type {number} */ hits,
  ) => map.set(name, (map.get(name) ?? 0) + hits);
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    const { functionName, url } = callFrame;
    const file = nameOf(url);
    add(files, file, hitCount);
    add(functions, `${file}: ${functionName || "(anonymous)"}`, hitCount);
  }
  return { files: toShares(files), functions: toShares(functions) };
}

/**
 * @param {ReadonlyMap<string, number>} hits
 * @returns {Share[]}
 */
function toShares(hits) {
  const sum = [...hits.values()].reduce((total, it) => total + it, 0);
  return [...hits]
    .map(([name, count]) => ({ name, share: count / sum }))
    .toSorted((a, b) => b.share - a.share);
}

/** @param {string} url of a script, empty for the engine's own work */
function nameOf(url) {
  const [, dependency] = /node_modules\/([^/]+)/.exec(url) ?? [];
  const [, ours] = /\/\.tmp\/[^/]+\/(.*)\.js$/.exec(url) ?? [];
  return dependency ?? ours ?? (url || "engine");
}
