// @ts-check
// What a text costs that crosses from one node of the broker to another, beside one that stays: in ms, and in CPU of all nodes and
// Redis together. In turns within one run, so that both see the same machine.
import { once } from "node:events";
import { WebSocket } from "ws";
import { startNodes } from "../../packages/broker/test/nodes.fixture.mjs";
import { requireRedis } from "../../scripts/find-redis.mjs";
import { processOf } from "../load/peers.mjs";
import { postTo } from "../load/signals.mjs";
import { median, quantile } from "../quantile.mjs";

const ROUNDS = 6;
const PAIRS = 20;
/** The goals: a text that crosses takes at most so long, and costs so much more CPU than one that stays. */
const GOAL_MS = 2;
const GOAL_US = 60;

/** Two peers that say something to each other in turns. */
class Pair {
  /** @type {((value: undefined) => void) | undefined} */
  #heard;

  /** @param {WebSocket} from @param {WebSocket} to @param {string} toId */
  constructor(from, to, toId) {
    this.from = from;
    this.toId = toId;
    to.on("message", () => this.#heard?.(undefined));
  }

  /** @returns {Promise<number>} how long one text took, in ms */
  async say() {
    const heard = new Promise((resolve) => {
      this.#heard = resolve;
    });
    const atMs = performance.now();
    this.from.send(postTo(this.toId, "received"));
    await heard;
    return performance.now() - atMs;
  }
}

/** @param {number | undefined} port @param {string} id */
async function register(port, id) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/peerjs?key=peerjs&id=${id}&token=t-${id}`);
  await once(socket, "message");
  return socket;
}

/**
 * @param {number} count of nodes
 * @param {number} forMs of each round
 */
async function measure(count, forMs) {
  const args = [
    ...["--messages-per-second", "1000000", "--sockets-per-host", "10000"],
    ...["--connect-burst", "100000", "--host-messages-per-second", "1000000"],
  ];
  const { nodes, redis, stop } = await startNodes(requireRedis(), { count, args });
  /** @type {WebSocket[]} */
  const sockets = [];
  /** Pairs whose callee is at this node; the caller is always at the first. @param {number} at */
  const makePairs = async (at) =>
    Promise.all(
      Array.from({ length: PAIRS }, async (_, n) => {
        const [from, to] = [`from-${at}-${n}`, `to-${at}-${n}`];
        const pair = [await register(nodes[0]?.port, from), await register(nodes[at]?.port, to)];
        sockets.push(...pair);
        return new Pair(/** @type {WebSocket} */ (pair[0]), /** @type {WebSocket} */ (pair[1]), to);
      }),
    );
  /** What each process has spent so far: Redis, then the nodes. */
  const cpuMs = () => [redis.pid(), ...nodes.map(({ pid }) => pid)].map((pid) => processOf(pid).cpuMs);

  /** @param {readonly Pair[]} pairs */
  const round = async (pairs) => {
    /** @type {number[]} */
    const tookMs = [];
    const endMs = performance.now() + forMs;
    const before = cpuMs();
    await Promise.all(
      pairs.map(async (pair) => {
        while (performance.now() < endMs) tookMs.push(await pair.say());
      }),
    );
    const partsUs = cpuMs().map((ms, n) => ((ms - (before[n] ?? 0)) * 1_000) / tookMs.length);
    return { tookMs, partsUs };
  };

  try {
    const stays = await makePairs(0);
    const crosses = await makePairs(count - 1);
    const kinds = {
      "stays, one at a time": stays.slice(0, 1),
      "crosses, one at a time": crosses.slice(0, 1),
      "stays, 20 at once": stays,
      "crosses, 20 at once": crosses,
    };
    /** @type {Record<string, { tookMs: number[], partsUs: number[] }[]>} */
    const seen = {};
    for (const pairs of Object.values(kinds)) await round(pairs);
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      for (const [kind, pairs] of Object.entries(kinds)) {
        seen[kind] ??= [];
        seen[kind].push(await round(pairs));
      }
    }
    return Object.fromEntries(
      Object.entries(seen).map(([kind, rounds]) => {
        const tookMs = rounds.flatMap((it) => it.tookMs);
        return [
          kind,
          {
            ms: median(tookMs),
            p99Ms: quantile(tookMs, 0.99),
            cpuUs: median(rounds.map(({ partsUs }) => partsUs.reduce((sum, us) => sum + us, 0))),
            redisUs: median(rounds.map(({ partsUs }) => partsUs[0] ?? 0)),
            callersUs: median(rounds.map(({ partsUs }) => partsUs[1] ?? 0)),
            calleesUs: median(rounds.map(({ partsUs }) => partsUs.at(-1) ?? 0)),
          },
        ];
      }),
    );
  } finally {
    for (const socket of sockets) socket.terminate();
    await stop();
  }
}

/**
 * The rows of the part "broker" about several nodes.
 *
 * @param {number} forMs of each round
 * @returns {Promise<{ numbers: object, rows: import("../table.mjs").Row[] }>}
 */
export async function runNodes(forMs) {
  /** @type {import("../table.mjs").Row[]} */
  const rows = [];
  /** @type {Record<string, Awaited<ReturnType<typeof measure>>>} */
  const numbers = {};
  for (const count of [2, 3]) {
    const kinds = await measure(count, forMs);
    numbers[`${count} nodes`] = kinds;
    for (const load of ["one at a time", "20 at once"]) {
      const [stays, crosses] = [kinds[`stays, ${load}`], kinds[`crosses, ${load}`]];
      if (stays === undefined || crosses === undefined) continue;
      rows.push(
        {
          what: `A text across ${count} nodes, ${load}: median (p99)`,
          measured: `${crosses.ms.toFixed(2)} (${crosses.p99Ms.toFixed(1)}) ms`,
          against: `stays on one: ${stays.ms.toFixed(2)} (${stays.p99Ms.toFixed(1)}) ms`,
          ratio: crosses.ms / GOAL_MS,
          goal: 1,
        },
        {
          what: `CPU of it, nodes and Redis together`,
          measured: `${crosses.cpuUs.toFixed(0)} µs: ${(crosses.cpuUs - stays.cpuUs).toFixed(0)} µs more`,
          against: `stays on one: ${stays.cpuUs.toFixed(0)} µs. Crosses: ${crosses.callersUs.toFixed(0)} µs the sender's node, ${crosses.redisUs.toFixed(0)} µs Redis, ${crosses.calleesUs.toFixed(0)} µs the addressee's`,
          ratio: (crosses.cpuUs - stays.cpuUs) / GOAL_US,
          goal: 1,
        },
      );
    }
  }
  return { numbers, rows };
}
