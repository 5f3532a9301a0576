// @ts-check
// The part "broker": this broker beside PeerServer, in turns within one run: sockets, memory, first calls, CPU and delay.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../free-port.mjs";
import { callFor, connectPeers, processOf, summarize } from "../load/peers.mjs";
import { median } from "../quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "../table.mjs";

const PEERS = 4_000;
const QUICK_PEERS = 1_000;
const ROUNDS = 8;
const ROUND_MS = 3_000;
const QUICK_ROUND_MS = 500;
/** How much behind PeerServer a row may be. */
const GOAL = 1.05;

const SERVERS = {
  peerServer: fileURLToPath(new URL("serve-peerserver.mjs", import.meta.url)),
  ours: fileURLToPath(new URL("../rig/serve-broker.mjs", import.meta.url)),
};

/** @typedef {Awaited<ReturnType<typeof start>>} Running */

/** @param {string} script @param {number} count */
async function start(script, count) {
  const port = await findFreePort();
  const child = fork(script, ["localhost", String(port)]);
  await once(child, "message");
  const before = processOf(child.pid);
  const peers = await connectPeers(port, count);
  // What was needed only for registering is collected by now, as far as it ever is.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const socketBytes = (processOf(child.pid).rssBytes - before.rssBytes) / count;
  /** @type {import("../load/peers.mjs").Calls[]} */
  const rounds = [];
  return { child, peers, socketBytes, rounds };
}

/**
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<import("../part.mjs").Part>}
 */
export async function runBroker({ quick }) {
  const count = quick ? QUICK_PEERS : PEERS;
  const peerServer = await start(SERVERS.peerServer, count);
  const ours = await start(SERVERS.ours, count);
  const both = [peerServer, ours];
  try {
    const forMs = quick ? QUICK_ROUND_MS : ROUND_MS;
    for (const { peers, child } of both) await callFor(peers, true, forMs, child.pid);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { peers, child, rounds } of both) rounds.push(await callFor(peers, true, forMs, child.pid));
    }
  } finally {
    for (const { child, peers } of both) {
      for (const { socket } of peers) socket.terminate();
      child.kill();
    }
  }
  const cells = rowsToCells(toRows(peerServer, ours));
  const numbers = both.map(({ socketBytes, rounds }) => ({ socketBytes, ...summarize(rounds) }));
  return { text: renderGrid(cells), numbers, sections: { broker: renderMarkdown(cells) } };
}

/** The median over the rounds. @param {Running} server @param {(round: ReturnType<typeof summarize>) => number} of */
const middle = ({ rounds }, of) => median(rounds.map((round) => of(summarize([round]))));

/**
 * @param {Running} theirs
 * @param {Running} ours
 * @returns {import("../table.mjs").Row[]}
 */
function toRows(theirs, ours) {
  const row = (
    /** @type {string} */ what,
    /** @type {(server: Running) => number} */ read,
    /** @type {(value: number) => string} */ show,
  ) => ({
    what,
    measured: show(read(ours)),
    against: `PeerServer: ${show(read(theirs))}`,
    ratio: read(ours) / read(theirs),
    goal: GOAL,
  });
  return [
    row(
      `Resident memory of one of ${ours.peers.length} idle sockets`,
      ({ socketBytes }) => socketBytes,
      (bytes) => `${(bytes / 1_000).toFixed(1)} kB`,
    ),
    row(
      "CPU of the broker for one first call, with its posts, 50 at once",
      (server) => middle(server, ({ brokerCpuUs }) => brokerCpuUs),
      (us) => `${us.toFixed(0)} µs, ${(1_000_000 / us).toFixed(0)}/s a core`,
    ),
    row(
      "Click → callee, at that load, median",
      (server) => middle(server, ({ hopMs }) => hopMs),
      (ms) => `${ms.toFixed(1)} ms`,
    ),
    row(
      "The same, p95",
      (server) => middle(server, ({ hopP95Ms }) => hopP95Ms),
      (ms) => `${ms.toFixed(1)} ms`,
    ),
  ];
}
