// @ts-check
// Three nodes, a few ids that move among them, many texts, and connections to Redis that are cut all the while. Whatever the
// order of events: nobody hears a text twice, out of order, before its claim is answered or after its id is lost, and in the end
// each id has one connection.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLong, redisForTests, startRedis } from "../../test/redis-server.fixture.mjs";
import { cutListener, inRedis } from "./faults.fixture.mjs";
import { beginBroker } from "./first.mjs";
import { pass, until } from "./node.fixture.mjs";
import { createRedisRegistry } from "./redis.mjs";

const SEED = Number(process.env["CHAOS_SEED"] ?? 1);
const CHAOS_MS = Number(process.env["CHAOS_MS"] ?? 2_000);

/** @typedef {import("./registry.mjs").Registry} Registry */
/** @typedef {{ readonly id: string, readonly connection: string, readonly registry: Registry, state: "asks" | "has" | "lost" }} Actor */

const program = redisForTests();

/** @param {number} seed @returns {(below: number) => number} whole numbers */
function makeRandom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * below);
  };
}

describe.skipIf(program === undefined || !isLong)("over Redis, all at once", () => {
  /** @type {Awaited<ReturnType<typeof startRedis>>} */
  let redis;
  beforeAll(async () => {
    redis = await startRedis(String(program));
  });
  afterAll(() => redis.stop());

  test(`keeps every promise (CHAOS_SEED=${SEED})`, async () => {
    const random = makeRandom(SEED);
    const times = { waitMs: 400, leaseMs: 10_000, heartbeatMs: 300 };
    const parts = { url: redis.url, prefix: randomUUID(), waitingMax: 1_000, ...times };
    await beginBroker(parts);
    /** @type {string[]} */
    const wrongs = [];
    /** @type {Map<string, Actor>} */
    const actors = new Map();
    /** What was last heard, by addressee's and sender's connection. @type {Map<string, number>} */
    const lasts = new Map();
    let heard = 0;

    /** @param {string} connection @param {string} text */
    const hear = (connection, text) => {
      const [sender, number] = text.split(" ");
      const pair = `${connection} ${sender}`;
      if (Number(number) <= (lasts.get(pair) ?? -1))
        wrongs.push(`${pair} heard ${number} after ${lasts.get(pair)}`);
      lasts.set(pair, Number(number));
      heard += 1;
    };
    const names = ["a", "b", "c"];
    let ready = 0;
    const registries = names.map((node) =>
      createRedisRegistry({
        ...parts,
        node,
        events: {
          deliver(connection, text) {
            const state = actors.get(connection)?.state;
            if (state !== "has") wrongs.push(`${connection} heard something, and ${state} its id`);
            hear(connection, text);
          },
          lost(connection) {
            const actor = actors.get(connection);
            if (actor?.state !== "has") wrongs.push(`${connection} lost what it did not have`);
            else actor.state = "lost";
          },
          expired() {},
          ready() {
            ready += 1;
          },
        },
      }),
    );
    await until(() => ready >= names.length, "all are ready");

    const claim = async () => {
      const id = `id${random(8)}`;
      const registry = /** @type {Registry} */ (registries[random(3)]);
      /** @type {Actor} */
      const actor = { id, connection: `connection${actors.size}`, registry, state: "asks" };
      actors.set(actor.connection, actor);
      const answer = await registry.register({ id, token: id, connection: actor.connection });
      actor.state = answer.is === "yours" ? "has" : "lost";
      if (answer.is === "yours") for (const text of answer.waiting) hear(actor.connection, text);
    };
    const owners = () => [...actors.values()].filter(({ state }) => state === "has");
    const release = () => {
      const all = owners();
      const one = all[random(all.length)];
      if (one === undefined) return;
      one.state = "lost";
      void one.registry.release(one.id, one.connection);
    };
    let texts = 0;
    const talk = () => {
      for (const { id, connection, registry } of owners()) {
        texts += 1;
        void registry.route({ id, connection }, `id${random(8)}`, `${connection} ${texts}`);
      }
    };

    await inRedis(redis.url, async (client) => {
      const end = performance.now() + CHAOS_MS;
      while (performance.now() < end) {
        const dice = random(1_000);
        if (dice < 60) void claim();
        else if (dice < 80) release();
        else if (dice < 83) await cutListener(client, String(names[random(3)])).catch(() => {});
        else if (dice < 84) await client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        else talk();
        if (random(5) === 0) await pass(random(3));
      }
    });
    await until(() => [...actors.values()].every(({ state }) => state !== "asks"), "all are answered");
    await until(
      () => new Set(owners().map(({ id }) => id)).size === owners().length,
      "each id has one connection",
    );
    await Promise.all(registries.map((registry) => registry.stop()));
    expect(wrongs).toEqual([]);
    expect(heard).toBeGreaterThan(100);
  });
});
