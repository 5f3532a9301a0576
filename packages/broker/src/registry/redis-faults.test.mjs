// @ts-check
// What the registry of many nodes does when nodes or Redis die, pause, or forget.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isLong, redisForTests, startRedis } from "../../test/redis-server.fixture.mjs";
import { childNode, cutListener, hereNode, inRedis, makeWay } from "./faults.fixture.mjs";
import { beginBroker } from "./first.mjs";
import { pass, peer, until } from "./node.fixture.mjs";

const program = redisForTests();
const LEASE_MS = 600;

describe.skipIf(program === undefined || !isLong)("over Redis, in trouble", () => {
  /** @type {Awaited<ReturnType<typeof startRedis>>} */
  let redis;
  /** @type {import("./faults.fixture.mjs").NodeParts} */
  let parts;
  /** @type {{ stop(): Promise<void> }[]} */
  let nodes;

  beforeEach(async () => {
    redis = await startRedis(String(program));
    parts = {
      ...{ url: redis.url, prefix: randomUUID(), waitMs: 2_000, waitingMax: 100 },
      ...{ leaseMs: LEASE_MS, heartbeatMs: 120 },
    };
    await beginBroker(parts);
    nodes = [];
  });
  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await redis.stop();
  });

  /** @template {{ stop(): Promise<void> }} Node @param {Promise<Node>} making @returns {Promise<Node>} */
  const own = async (making) => {
    const node = await making;
    nodes.push(node);
    return node;
  };
  /** @param {string} name @param {object} [more] */
  const here = (name, more) => own(hereNode(name, { ...parts, ...more }));
  /** @param {string} name @param {object} [more] */
  const child = (name, more) => own(childNode(name, { ...parts, ...more }));

  /** Claims until it is answered so. @param {Awaited<ReturnType<typeof here>>} node @param {import("./node.fixture.mjs").Peer} one @param {string} token */
  const claim = async (node, one, token) => {
    const seen = new Set();
    for (let tries = 0; tries < 1_000; tries += 1) {
      const { is } = await node.register(one, token);
      if (is === "yours") return [...seen];
      seen.add(is);
      await pass(10);
    }
    throw new Error(`${one.id} is never free`);
  };

  describe("a node", () => {
    test("that died leaves its ids to their tokens at once, and to others after its lease", async () => {
      const dying = await child("dying");
      const b = await here("b");
      await dying.register(peer("alice"), "hers");
      await dying.register(peer("bob"), "his");
      const carol = peer("carol");
      await b.register(carol);
      await dying.stop();
      const diedAtMs = performance.now();

      expect(await b.route(carol, "alice", "1")).toBe("waits");
      expect(await b.route(carol, "alice", "2")).toBe("waits");
      expect(await b.register(peer("alice"), "not hers")).toEqual({ is: "taken" });
      expect(await b.register(peer("alice"), "hers")).toEqual({ is: "yours", waiting: ["1", "2"] });
      expect(performance.now() - diedAtMs).toBeLessThan(LEASE_MS / 2);

      expect(await claim(b, peer("bob"), "not his")).toEqual(["taken"]);
      const tookMs = performance.now() - diedAtMs;
      expect(tookMs).toBeGreaterThan(LEASE_MS / 2);
      expect(tookMs).toBeLessThan(LEASE_MS * 2);
    });

    test("that slept past its lease ends its connections before it says or hears anything", async () => {
      const paused = await child("paused");
      const b = await here("b");
      const old = peer("alice");
      const bob = peer("bob");
      const carol = peer("carol");
      await paused.register(old, "hers");
      await paused.register(bob);
      await b.register(carol);

      paused.pause();
      const fates = [];
      // Redis takes these for the paused node.
      for (const text of ["1", "2"]) fates.push(await b.route(carol, "alice", text));
      expect(fates).toEqual(["sent", "sent"]);
      const young = peer("alice");
      expect(await claim(b, young, "another's")).toEqual(["taken"]);
      const said = [
        paused.route(old, "bob", "from the old one"),
        paused.route(old, "carol", "from the old one"),
        paused.route(bob, "alice", "to the old one"),
        paused.register(peer("dave")),
      ];
      expect(await b.route(carol, "alice", "3")).toBe("sent");
      // Redis would still find somebody who listens there.
      expect(await b.route(carol, "bob", "4")).toBe("waits");
      paused.resume();

      expect((await Promise.all(said)).slice(0, 3)).toEqual(["lost", "lost", "lost"]);
      await until(() => paused.ready.join() === "true,false,true", "it joins again");
      expect(paused.heard(old, "lost")).toEqual(["lease"]);
      expect(paused.heard(bob, "lost")).toEqual(["lease"]);
      expect([...paused.heard(old), ...paused.heard(bob), ...b.heard(carol)]).toEqual([]);
      expect(b.heard(young)).toEqual(["3"]);
      expect(b.heard(young, "lost")).toEqual([]);

      const again = peer("bob");
      expect(await paused.register(again)).toEqual({ is: "yours", waiting: ["4"] });
      expect(await b.route(carol, "bob", "welcome back")).toBe("sent");
      await until(() => paused.heard(again).length === 1, "bob hears it");
    });

    test("that sleeps within its lease loses an id to its token", async () => {
      const paused = await child("paused", { leaseMs: 5_000, heartbeatMs: 500 });
      const b = await here("b");
      const old = peer("alice");
      const bob = peer("bob");
      await paused.register(old);
      await paused.register(bob);
      paused.pause();
      const startMs = performance.now();
      expect((await b.register(peer("alice"))).is).toBe("yours");
      expect(performance.now() - startMs).toBeLessThan(1_000);
      paused.resume();
      await until(() => paused.heard(old, "lost").length === 1, "the old one is told");
      expect(paused.heard(old, "lost")).toEqual(["takeover"]);
      expect(await paused.route(old, "bob", "I am alice")).toBe("lost");
      expect(paused.heard(bob, "lost")).toEqual([]);
    });

    test("whose loop is blocked past its lease is not believed", async () => {
      const a = await here("a");
      const alice = peer("alice");
      await a.register(alice);
      const end = performance.now() + LEASE_MS;
      while (performance.now() < end);
      expect(await a.route(alice, "alice", "me")).toBe("lost");
      await until(() => a.heard(alice, "lost").length === 1, "she is told");
      expect(a.heard(alice)).toEqual([]);
    });

    test("that does not listen for a moment hears all the same, in order", async () => {
      const a = await here("a", { leaseMs: 5_000 });
      const b = await here("b", { leaseMs: 5_000 });
      const alice = peer("alice");
      const bob = peer("bob");
      await a.register(alice);
      await b.register(bob);
      const fates = new Set();
      await inRedis(redis.url, async (client) => {
        for (let text = 0; text < 60; text += 1) {
          if (text % 20 === 5) await cutListener(client, "b");
          fates.add(await a.route(alice, "bob", String(text)));
          if (text % 20 === 19) await until(() => b.heard(bob).length === text + 1, `bob hears ${text}`);
        }
      });
      expect([...fates].sort()).toEqual(["sent", "waits"]);
      expect(b.heard(bob)).toEqual(Array.from({ length: 60 }, (_, text) => String(text)));
      expect([...a.told, ...b.told].filter(({ is }) => is !== "deliver")).toEqual([]);
    });

    test("that did not hear of a takeover learns it when it says something", async () => {
      const a = await here("a", { leaseMs: 5_000, heartbeatMs: 1_000 });
      const b = await here("b");
      const old = peer("alice");
      const bob = peer("bob");
      await a.register(old);
      await b.register(bob);
      const young = { instance: "elsewhere", connection: "young" };
      await inRedis(
        redis.url,
        async (client) => void (await client.hset(`${parts.prefix}:owner:alice`, young)),
      );
      expect(await a.route(old, "bob", "I am alice")).toBe("lost");
      await until(() => a.heard(old, "lost").length === 1, "the old one is told");
      expect(a.heard(old, "lost")).toEqual(["takeover"]);
      expect(b.heard(bob)).toEqual([]);
    });

    test("that did not hear of a takeover learns it when it listens again", async () => {
      const a = await here("a", { leaseMs: 5_000 });
      const b = await here("b", { leaseMs: 5_000 });
      const old = peer("alice");
      await b.register(old);
      await inRedis(redis.url, (client) => cutListener(client, "b"));
      expect((await a.register(peer("alice"))).is).toBe("yours");
      await until(() => b.heard(old, "lost").length === 1, "the old one is told");
      expect(b.heard(old, "lost")).toEqual(["takeover"]);
    });
  });

  describe("Redis", () => {
    test("restarted empty, gives ids only to who is known, and to all a while later", async () => {
      const times = { leaseMs: 2_000, recoveryMs: 1_200 };
      const a = await here("a", times);
      const b = await here("b", times);
      const alice = peer("alice");
      const bob = peer("bob");
      const dora = peer("dora");
      await a.register(alice, "hers");
      await a.register(dora, "doras");
      await b.register(bob);
      await redis.kill();
      await until(() => !a.ready.at(-1) && !b.ready.at(-1), "both notice");
      await a.release(dora);
      await redis.start();
      const backAtMs = performance.now();
      await until(() => a.ready.at(-1) === true && b.ready.at(-1) === true, "both are back");

      const stranger = peer("alice");
      expect((await b.register(stranger, "not hers")).is).toBe("taken");
      expect(await b.register(peer("eve"))).toEqual({ is: "later" });
      expect(await b.register(peer("fay"))).toEqual({ is: "later" });
      // She left while Redis was away, and her node had her id until then.
      await claim(b, peer("dora"), "not doras");
      // An access token proves it, and what was released since then is free for all.
      const eve = peer("eve");
      expect(
        (await b.registry.register({ id: "eve", connection: eve.connection, token: "t", isProven: true })).is,
      ).toBe("yours");
      await b.release(eve);
      expect((await a.register(peer("eve"), "another's")).is).toBe("yours");
      expect(await a.route(alice, "bob", "still here")).toBe("sent");
      expect(await b.route(bob, "alice", "so am I")).toBe("sent");
      await until(() => a.heard(alice).length === 1 && b.heard(bob).length === 1, "both hear");

      expect(await claim(b, peer("fay"), "token")).toEqual(["later"]);
      expect(performance.now() - backAtMs).toBeGreaterThan(times.recoveryMs / 2);
      expect([...a.told, ...b.told].filter(({ is }) => is === "lost")).toEqual([]);
    });

    test("new, makes a node wait that cannot tell it from a restarted one", async () => {
      const prefix = randomUUID();
      const a = await here("a", { prefix, recoveryMs: 1_500 });
      expect(await a.register(peer("alice"))).toEqual({ is: "later" });
      expect(await claim(a, peer("alice"), "token")).toEqual(["later"]);
    });

    test("flushed, knows all again within a heartbeat", async () => {
      const a = await here("a");
      const b = await here("b");
      const alice = peer("alice");
      await a.register(alice, "hers");
      await inRedis(redis.url, async (client) => void (await client.flushall()));
      await until(() => a.ready.length > 0, "");
      await pass(300);
      expect((await b.register(peer("alice"), "not hers")).is).toBe("taken");
      expect(await a.route(alice, "alice", "me")).toBe("sent");
      expect(a.heard(alice, "lost")).toEqual([]);
    });

    test("flushed just before a node starts, gives that node no id of another", async () => {
      const a = await here("a", { leaseMs: 5_000, heartbeatMs: 1_000, recoveryMs: 2_000 });
      await a.register(peer("alice"), "hers");
      await inRedis(redis.url, async (client) => {
        // Long enough for a node to take it for one that has forgotten nothing.
        while (Number(/uptime_in_seconds:(\d+)/.exec(await client.info("server"))?.[1]) < 3) await pass(50);
        await client.flushall();
      });
      const b = await here("b", { leaseMs: 5_000, recoveryMs: 2_000 });
      const answers = new Set();
      const end = performance.now() + 1_500;
      while (performance.now() < end) {
        answers.add((await b.register(peer("alice"), "not hers")).is);
        await pass(20);
      }
      expect([...answers].sort()).toEqual(["later", "taken"]);
    });

    test("restarted with what it had saved a while before, does not take that for all there is", async () => {
      const times = { leaseMs: 5_000, recoveryMs: 1_500 };
      const a = await here("a", times);
      const b = await here("b", times);
      const bob = peer("bob");
      await a.register(bob, "his");
      await inRedis(redis.url, async (client) => void (await client.save()));
      await a.release(bob);
      const alice = peer("alice");
      await b.register(alice, "hers");
      await b.register(peer("bob"), "his too");
      await redis.kill();
      await until(() => !a.ready.at(-1) && !b.ready.at(-1), "both notice");
      await redis.start();
      const answers = new Set();
      // Neither the one that the snapshot does not have, nor the one of which it has another owner.
      for (let tries = 0; tries < 40; tries += 1) {
        answers.add((await a.register(peer("alice"), "not hers")).is);
        answers.add((await a.register(peer("bob"), "his")).is);
        await pass(20);
      }
      expect([...answers].sort()).toEqual(["later", "taken"]);
      expect(b.told.filter(({ is }) => is === "lost")).toEqual([]);
      expect(await b.route(alice, "bob", "still here")).toBe("sent");
    });

    test("that one node had lost for longer than its lease, and that then forgot, gives that node no id of another", async () => {
      const times = { leaseMs: 1_000, recoveryMs: 3_000 };
      const way = await own(makeWay(redis.url));
      const a = await here("a", { ...times, url: way.url });
      const b = await child("b", times);
      await a.register(peer("alice"), "hers");
      way.cut();
      const alice = peer("alice");
      await claim(b, alice, "another's");
      b.pause();
      await redis.kill();
      await redis.start();
      way.mend();
      await until(() => a.ready.at(-1) === true, "it is back");
      expect(await a.register(peer("alice"), "hers")).toEqual({ is: "later" });
      b.resume();
    });

    test("replaced by its replica: counts as one that forgot, though it has the records", async () => {
      const replica = await startRedis(String(program), () => ({ replicaof: `127.0.0.1 ${redis.port}` }));
      const times = { leaseMs: 5_000, recoveryMs: 1_500 };
      const [wayOfA, wayOfB] = [await own(makeWay(redis.url)), await own(makeWay(redis.url))];
      const a = await here("a", { ...times, url: wayOfA.url });
      const b = await here("b", { ...times, url: wayOfB.url });
      const [alice, bob] = [peer("alice"), peer("bob")];
      await a.register(alice, "hers");
      await b.register(bob);
      await inRedis(redis.url, async (client) => void (await client.call("WAIT", "1", "2000")));
      await redis.kill();
      await inRedis(replica.url, async (client) => void (await client.call("REPLICAOF", "NO", "ONE")));
      for (const way of [wayOfA, wayOfB]) {
        way.cut();
        way.mend(replica.url);
      }
      await until(() => !a.ready.at(-1) && !b.ready.at(-1), "both notice");
      await until(() => a.ready.at(-1) === true && b.ready.at(-1) === true, "both are back");
      expect((await b.register(peer("alice"), "not hers")).is).toBe("taken");
      expect(await b.register(peer("eve"))).toEqual({ is: "later" });
      expect(await a.route(alice, "bob", "still here")).toBe("sent");
      await until(() => b.heard(bob).length === 1, "he hears");
      expect([...a.told, ...b.told].filter(({ is }) => is === "lost")).toEqual([]);
      await replica.stop();
    });

    test("away for long: goes on here for the lease, ends all after it, and heals", async () => {
      const a = await here("a");
      const b = await here("b");
      const [alice, bob, carol] = [peer("alice"), peer("bob"), peer("carol")];
      await a.register(alice, "hers");
      await a.register(bob);
      await b.register(carol);
      await redis.kill();
      const awayAtMs = performance.now();
      await until(() => a.ready.at(-1) === false, "it notices");
      expect(await a.route(alice, "bob", "here")).toBe("sent");
      expect(await a.route(alice, "carol", "there")).toBe("later");
      expect(await a.register(peer("dave"))).toEqual({ is: "later" });
      expect(performance.now() - awayAtMs).toBeLessThan(1_000);
      await until(() => a.heard(alice, "lost").length === 1, "alice is told");
      expect(performance.now() - awayAtMs).toBeLessThan(LEASE_MS);
      expect(a.heard(alice, "lost")).toEqual(["lease"]);
      expect(a.heard(bob)).toEqual(["here"]);
      expect(await a.route(alice, "bob", "too late")).toBe("lost");
      await pass(2_000 - (performance.now() - awayAtMs));

      await redis.start();
      await until(() => a.ready.at(-1) === true, "a is back", 3_000);
      // Later, because somebody else could have had it after the lease, before Redis forgot. On a busy machine that time is over by now.
      expect(["", "later"]).toContain(String(await claim(a, peer("alice"), "hers")));
      await until(() => b.ready.at(-1) === true, "b is back", 3_000);
      expect(a.ready).toEqual([true, false, true]);
    });

    test("paused: answers within a second, and afterwards nobody has what was refused", async () => {
      const a = await here("a", { leaseMs: 5_000 });
      const b = await here("b", { leaseMs: 5_000 });
      const alice = peer("alice");
      const carol = peer("carol");
      await a.register(alice);
      await b.register(carol);
      redis.pause();
      const startMs = performance.now();
      const answers = await Promise.all([a.register(peer("dave"), "his"), a.route(alice, "carol", "there")]);
      expect(answers).toEqual([{ is: "later" }, "later"]);
      expect(performance.now() - startMs).toBeLessThan(1_000);
      expect(await a.route(alice, "alice", "me")).toBe("sent");
      await until(() => a.ready.at(-1) === false, "it notices");
      redis.resume();
      await until(() => a.ready.at(-1) === true && b.ready.at(-1) === true, "both are back");
      // Redis may have given it to the claim that was refused. The node does not know that connection and gives it back.
      await claim(b, peer("dave"), "not his");
      expect(a.told.filter(({ is }) => is === "lost")).toEqual([]);
    });

    test("away when what waits expires: tells once, when it is back", async () => {
      const a = await here("a", { waitMs: 200, leaseMs: 5_000 });
      const alice = peer("alice");
      await a.register(alice);
      expect(await a.route(alice, "bob", "1")).toBe("waits");
      await redis.kill();
      await pass(300);
      await redis.start();
      await until(() => a.heard(alice, "expired").length === 1, "she is told");
      expect(a.heard(alice, "expired")).toEqual(["bob"]);
    });

    test("not there at all: nothing throws, and it is told", async () => {
      await redis.kill();
      const { makeNode } = await import("./node.fixture.mjs");
      const { createRedisRegistry } = await import("./redis.mjs");
      const a = await own(makeNode((events) => createRedisRegistry({ ...parts, node: "a", events })));
      expect(await a.register(peer("alice"))).toEqual({ is: "later" });
      await until(() => a.ready.length > 0, "it is told");
      expect(a.ready).toEqual([false]);
    });
  });

  test("what is no message of a node does nothing", async () => {
    const a = await here("a");
    const alice = peer("alice");
    await a.register(alice);
    await inRedis(redis.url, async (client) => {
      const [channel] = /** @type {string[]} */ (await client.call("PUBSUB", "CHANNELS", `${parts.prefix}*`));
      const bad = [
        "",
        "{",
        "null",
        "[]",
        "1",
        '{"is":"__proto__"}',
        '{"is":"beat","number":"1"}',
        '{"is":"deliver"}',
      ];
      for (const text of [
        ...bad,
        '{"is":"deliver","id":1,"connection":{},"text":[]}',
        '{"is":"kicked","claim":"x"}',
      ]) {
        await client.publish(String(channel), text);
      }
    });
    expect(await a.route(alice, "alice", "me")).toBe("sent");
    await until(() => a.heard(alice).length === 1, "she hears");
    expect(a.told).toHaveLength(1);
  });

  test("brokers with different prefixes do not see each other, and tokens are not in Redis", async () => {
    const a = await here("a");
    const prefix = randomUUID();
    await beginBroker({ ...parts, prefix });
    const b = await here("b", { prefix });
    const one = peer("alice");
    expect((await a.register(one, "a very secret token")).is).toBe("yours");
    expect((await b.register(peer("alice"), "another secret token")).is).toBe("yours");
    expect(a.heard(one, "lost")).toEqual([]);
    await inRedis(redis.url, async (client) => {
      for (const key of await client.keys("*:owner:*")) {
        expect(JSON.stringify(await client.hgetall(key))).not.toContain("secret");
      }
    });
  });
});
