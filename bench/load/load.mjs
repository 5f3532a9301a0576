// @ts-check
// The part "load": how many peers one broker holds, how many first calls a second it introduces, and how much of it we add.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../free-port.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "../table.mjs";
import { CALLS_AT_ONCE, callFor, connectPeers, processOf, summarize } from "./peers.mjs";
import { answerTo, candidatesTo, offerTo, postTo } from "./signals.mjs";

/** PeerServer's own limit, which the project's broker leaves as it is. */
const PEERS = 5_000;
const QUICK_PEERS = 1_000;
const CALLS_MS = 8_000;
const QUICK_CALLS_MS = 2_000;
const ROUNDS = 4;

/**
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<import("../part.mjs").Part>}
 */
export async function runLoad({ quick }) {
  const port = await findFreePort();
  const broker = fork(fileURLToPath(new URL("../rig/serve-broker.mjs", import.meta.url)), [
    "localhost",
    String(port),
  ]);
  try {
    await once(broker, "message");
    const before = processOf(broker.pid);
    const startedAtMs = performance.now();
    const peers = await connectPeers(port, quick ? QUICK_PEERS : PEERS);
    const connectMs = performance.now() - startedAtMs;
    const after = processOf(broker.pid);
    const forMs = quick ? QUICK_CALLS_MS : CALLS_MS;
    // The first run would include the compilation of the broker's code.
    await callFor(peers, true, forMs / 4, broker.pid);
    /** @type {Record<"without" | "with", import("./peers.mjs").Calls[]>} */
    const rounds = { without: [], with: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.without.push(await callFor(peers, false, forMs / ROUNDS, broker.pid));
      rounds.with.push(await callFor(peers, true, forMs / ROUNDS, broker.pid));
    }
    const [without, withPosts] = [summarize(rounds.without), summarize(rounds.with)];
    for (const peer of peers) peer.socket.terminate();
    const numbers = { peers: peers.length, connectMs, before, after, without, withPosts };
    const cells = rowsToCells(toRows(numbers));
    return { text: renderGrid(cells), numbers, sections: { load: renderMarkdown(cells) } };
  } finally {
    broker.kill();
  }
}

/**
 * @param {{ peers: number, connectMs: number, before: { rssBytes: number }, after: { rssBytes: number },
 *   without: ReturnType<typeof summarize>, withPosts: ReturnType<typeof summarize> }} numbers
 * @returns {import("../table.mjs").Row[]}
 */
function toRows({ peers, connectMs, before, after, without, withPosts }) {
  const calls = (/** @type {typeof without} */ it) =>
    `${it.perSecond.toFixed(0)}/s with ${(it.brokerShare * 100).toFixed(0)} % of a core; ${it.brokerCpuUs.toFixed(0)} µs each: ${(1_000_000 / it.brokerCpuUs).toFixed(0)}/s on a whole one`;
  const ours = 2 * (postTo("peer-0", "invite").length + postTo("peer-0", "received").length);
  const theirs = offerTo("peer-0").length + answerTo("peer-0").length;
  const all = ours + theirs + 2 * candidatesTo("peer-0").join("").length;
  return [
    {
      what: "Peers registered at one broker",
      measured: `${peers}, ${((peers * 1_000) / connectMs).toFixed(0)}/s registered, ${((after.rssBytes - before.rssBytes) / peers / 1_000).toFixed(1)} kB each`,
    },
    { what: `First calls introduced, ${CALLS_AT_ONCE} at once, no posts`, measured: calls(without) },
    {
      what: "The same, the invitation posted, and stated again",
      measured: calls(withPosts),
      against: "without: CPU of the broker",
      ratio: withPosts.brokerCpuUs / without.brokerCpuUs,
    },
    {
      what: "Click → callee, at that load, median (p95)",
      measured: `${withPosts.hopMs.toFixed(1)} ms (${withPosts.hopP95Ms.toFixed(1)})`,
      against: `without: ${without.hopMs.toFixed(1)} ms (${without.hopP95Ms.toFixed(1)})`,
      ratio: withPosts.hopMs / without.hopMs,
    },
    {
      what: "Bytes of ours in the signals of a first call",
      measured: `${ours} B`,
      against: `all: ${all} B`,
      ratio: ours / all,
    },
  ];
}
