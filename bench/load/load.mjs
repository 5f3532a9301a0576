// @ts-check
// The part "load": how many peers one broker holds, how many first calls a second it introduces, and how much of it we add.
import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { findFreePort } from "../free-port.mjs";
import { median, quantile } from "../quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "../table.mjs";
import { answerTo, candidatesTo, offerTo, postTo } from "./signals.mjs";

/** PeerServer's own limit, which the project's broker leaves as it is. */
const PEERS = 5_000;
const QUICK_PEERS = 1_000;
const CONNECTING_AT_ONCE = 50;
const CALLS_AT_ONCE = 50;
const CALLS_MS = 8_000;
const QUICK_CALLS_MS = 2_000;
const ROUNDS = 4;
/** Linux's ticks of a process's CPU time. */
const TICK_MS = 10;

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
    /** @type {Record<"without" | "with", Calls[]>} */
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

/** @typedef {{ calls: number, seconds: number, cpuMs: number, hopsMs: number[] }} Calls */

/** A peer at the broker, without WebRTC. It answers every offer, as PeerJS does, and every invitation that is posted. */
class Peer {
  /** @type {(() => void) | undefined} */
  received;
  /** @type {(() => void) | undefined} */
  answered;
  /** @type {((atMs: number) => void) | undefined} */
  rang;

  /**
   * @param {string} id
   * @param {WebSocket} socket
   */
  constructor(id, socket) {
    this.id = id;
    this.socket = socket;
    socket.on("message", (data) => this.#take(JSON.parse(String(data))));
  }

  /** @param {{ type: string, src: string, payload?: { post?: string } }} message */
  #take({ type, src, payload }) {
    const { post } = payload ?? {};
    if (post?.includes("invite")) {
      this.rang?.(performance.now());
      this.socket.send(postTo(src, "received"));
    }
    if (post?.includes("received")) this.received?.();
    if (type === "OFFER") {
      this.rang?.(performance.now());
      this.socket.send(answerTo(src));
      for (const candidate of candidatesTo(src)) this.socket.send(candidate);
    }
    if (type === "ANSWER") this.answered?.();
  }
}

/**
 * @param {number} port
 * @param {number} count
 * @returns {Promise<Peer[]>}
 */
async function connectPeers(port, count) {
  /** @type {Peer[]} */
  const peers = [];
  const connect = async () => {
    for (let index = peers.length; index < count; index = peers.length) {
      const id = `peer-${index}`;
      const url = `ws://localhost:${port}/broker/peerjs?key=peerjs&id=${id}&token=${randomUUID()}&version=1.5.5`;
      const socket = new WebSocket(url);
      peers.push(new Peer(id, socket));
      await once(socket, "message");
    }
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, connect));
  return peers;
}

/**
 * Places first calls, so many at once: an offer and its candidates, an answer and its candidates. With posts, an
 * invitation goes ahead, and the offer follows once it was received.
 *
 * @param {readonly Peer[]} peers
 * @param {boolean} posts whether the invitation is posted
 * @param {number} forMs
 * @param {number | undefined} pid the broker's
 * @returns {Promise<Calls>}
 */
async function callFor(peers, posts, forMs, pid) {
  /** @type {number[]} */
  const hopsMs = [];
  let calls = 0;
  const startedAtMs = performance.now();
  const before = processOf(pid);
  const each = Math.floor(peers.length / CALLS_AT_ONCE / 2);
  const callOn = async (/** @type {number} */ lane) => {
    for (let turn = 0; performance.now() < startedAtMs + forMs; turn += 1) {
      const index = (lane * each + (turn % each)) * 2;
      const [caller, callee] = [peers[index], peers[index + 1]];
      if (caller === undefined || callee === undefined) throw new Error("There are too few peers.");
      const sentAtMs = performance.now();
      const rang = new Promise((/** @type {(atMs: number) => void} */ resolve) => {
        callee.rang = resolve;
      });
      const answered = new Promise((/** @type {(nothing: void) => void} */ resolve) => {
        caller.answered = resolve;
      });
      if (posts) {
        const received = new Promise((/** @type {(nothing: void) => void} */ resolve) => {
          caller.received = resolve;
        });
        caller.socket.send(postTo(callee.id, "invite"));
        await received;
        // Now that it knows the callee's page, the caller states the invitation once more.
        caller.socket.send(postTo(callee.id, "invite"));
      }
      caller.socket.send(offerTo(callee.id));
      for (const candidate of candidatesTo(callee.id)) caller.socket.send(candidate);
      hopsMs.push((await rang) - sentAtMs);
      await answered;
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, (_, lane) => callOn(lane)));
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const cpuMs = processOf(pid).cpuMs - before.cpuMs;
  return { calls, seconds, cpuMs, hopsMs };
}

/** @param {readonly Calls[]} rounds */
function summarize(rounds) {
  const sum = (/** @type {(round: Calls) => number} */ of) =>
    rounds.reduce((total, round) => total + of(round), 0);
  const calls = sum((it) => it.calls);
  const cpuMs = sum((it) => it.cpuMs);
  const seconds = sum((it) => it.seconds);
  const hopsMs = rounds.flatMap((it) => it.hopsMs);
  return {
    perSecond: calls / seconds,
    brokerCpuUs: (cpuMs * 1_000) / calls,
    brokerShare: cpuMs / 1_000 / seconds,
    hopMs: median(hopsMs),
    hopP95Ms: quantile(hopsMs, 0.95),
  };
}

/**
 * The resources of a process. Zeros if there is no /proc.
 *
 * @param {number | undefined} pid
 */
function processOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const [, rssKb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return { cpuMs: (Number(stat[11]) + Number(stat[12])) * TICK_MS, rssBytes: Number(rssKb) * 1_024 };
  } catch {
    return { cpuMs: 0, rssBytes: 0 };
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
      what: `Peers registered at one broker: all that its limit allows${peers < PEERS ? `, here only ${peers}` : ""}`,
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
