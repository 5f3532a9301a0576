// @ts-check
// Peers at a broker, without WebRTC, and the first calls that they place; and what a broker's process spends on them.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { WebSocket } from "ws";
import { median, quantile } from "../quantile.mjs";
import { answerTo, candidatesTo, offerTo, postTo } from "./signals.mjs";

const CONNECTING_AT_ONCE = 50;
export const CALLS_AT_ONCE = 50;
/** Linux's ticks of a process's CPU time. */
const TICK_MS = 10;

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
export async function connectPeers(port, count) {
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
export async function callFor(peers, posts, forMs, pid) {
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
export function summarize(rounds) {
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
export function processOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const [, rssKb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return { cpuMs: (Number(stat[11]) + Number(stat[12])) * TICK_MS, rssBytes: Number(rssKb) * 1_024 };
  } catch {
    return { cpuMs: 0, rssBytes: 0 };
  }
}
