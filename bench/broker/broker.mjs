// @ts-check
// The part "broker": this broker beside PeerServer, in turns within one run: sockets, memory, first calls, CPU and delay. Then what a
// text costs between nodes (nodes.mjs).
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../free-port.mjs";
import { callFor, connectPeers, processOf, summarize } from "../load/peers.mjs";
import { median } from "../quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "../table.mjs";
import { runNodes } from "./nodes.mjs";

const PEERS = 4_000;
const QUICK_PEERS = 1_000;
/** Of sockets that only wait. A process needs an open file for each. */
const IDLE_PEERS = 20_000;
const IDLE_TURNS = 3;
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

/** @param {string} script */
async function serve(script) {
  const port = await findFreePort();
  const child = fork(script, ["localhost", String(port)]);
  await once(child, "message");
  return { port, child };
}

/** @param {string} script @param {number} count */
async function start(script, count) {
  const { port, child } = await serve(script);
  const peers = await connectPeers(port, count);
  /** @type {import("../load/peers.mjs").Calls[]} */
  const rounds = [];
  /** @type {number[]} */
  const socketBytes = [];
  return { child, peers, rounds, socketBytes };
}

/** What one of so many idle sockets adds to the resident memory of the process. @param {string} script @param {number} count */
async function measureIdle(script, count) {
  const { port, child } = await serve(script);
  const before = processOf(child.pid);
  const peers = await connectPeers(port, count);
  // What was needed only for registering is collected by now, as far as it ever is.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const bytes = (processOf(child.pid).rssBytes - before.rssBytes) / count;
  for (const { socket } of peers) socket.terminate();
  child.kill("SIGKILL");
  await once(child, "exit");
  return bytes;
}

/** How many files a process may open here, but for those that it needs itself. */
function openFilesMax() {
  try {
    const [, files] = /Max open files\s+(\d+)/.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return Number(files) - 500;
  } catch {
    return QUICK_PEERS;
  }
}

/**
 * @param {import("../options.mjs").BenchOptions} options
 * @returns {Promise<import("../part.mjs").Part>}
 */
export async function runBroker({ quick }) {
  const count = quick ? QUICK_PEERS : PEERS;
  const idleCount = quick ? QUICK_PEERS : Math.min(IDLE_PEERS, openFilesMax());
  /** @type {Record<keyof typeof SERVERS, number[]>} */
  const idle = { peerServer: [], ours: [] };
  for (let turn = 0; turn < (quick ? 1 : IDLE_TURNS); turn += 1) {
    idle.peerServer.push(await measureIdle(SERVERS.peerServer, idleCount));
    idle.ours.push(await measureIdle(SERVERS.ours, idleCount));
  }
  const peerServer = await start(SERVERS.peerServer, count);
  const ours = await start(SERVERS.ours, count);
  peerServer.socketBytes.push(...idle.peerServer);
  ours.socketBytes.push(...idle.ours);
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
  const nodes = await runNodes(quick ? QUICK_ROUND_MS : ROUND_MS / 2);
  const cells = rowsToCells([...toRows(peerServer, ours, idleCount), ...nodes.rows]);
  const numbers = {
    one: both.map(({ socketBytes, rounds }) => ({ socketBytes, ...summarize(rounds) })),
    ...nodes.numbers,
  };
  return { text: renderGrid(cells), numbers, sections: { broker: renderMarkdown(cells) } };
}

/** The median over the rounds. @param {Running} server @param {(round: ReturnType<typeof summarize>) => number} of */
const middle = ({ rounds }, of) => median(rounds.map((round) => of(summarize([round]))));

/**
 * @param {Running} theirs
 * @param {Running} ours
 * @param {number} idleCount
 * @returns {import("../table.mjs").Row[]}
 */
function toRows(theirs, ours, idleCount) {
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
      `Resident memory of one of ${idleCount} idle sockets`,
      ({ socketBytes }) => median(socketBytes),
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
