// @ts-check
// What every registry does: the cases of registry.mjs, for one node and for many.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pass, peer, until } from "./node.fixture.mjs";

/** @typedef {import("./node.fixture.mjs").TestNode} TestNode */
/**
 * Nodes of one broker. `a`, `b` and `c` are one node, or two, or three.
 *
 * @typedef {{ readonly a: TestNode, readonly b: TestNode, readonly c: TestNode, readonly stop: () => Promise<void> }} World
 */

/** The nodes of a world have to be made with these. */
export const CONTRACT_PARTS = { waitMs: 150, waitingMax: 20 };

/**
 * @param {string} name
 * @param {() => Promise<World>} makeWorld
 */
export function describeRegistry(name, makeWorld) {
  describe(name, () => {
    /** @type {World} */
    let world;
    /** @type {TestNode} */
    let a;
    /** @type {TestNode} */
    let b;
    /** @type {TestNode} */
    let c;
    beforeEach(async () => {
      world = await makeWorld();
      ({ a, b, c } = world);
    });
    afterEach(async () => {
      const told = [...a.told, ...b.told, ...c.told].filter(({ is }) => is.endsWith("inside a call"));
      await world.stop();
      expect(told).toEqual([]);
    });

    test("says once that it is ready", () => {
      expect(a.ready).toEqual([true]);
    });

    test("gives a free id to the first claim", async () => {
      expect(await a.register(peer("alice"))).toEqual({ is: "yours", waiting: [] });
    });

    test("refuses an id that a connection with another token has, and does not disturb that", async () => {
      const alice = peer("alice");
      const bob = peer("bob");
      await a.register(alice, "hers");
      await b.register(bob);
      expect(await b.register(peer("alice"), "not hers")).toEqual({ is: "taken" });
      expect(await a.register(peer("alice"), "not hers")).toEqual({ is: "taken" });
      expect(await b.route(bob, "alice", "still you?")).toBe("sent");
      expect(await a.route(alice, "bob", "yes")).toBe("sent");
      await until(() => a.heard(alice).length + b.heard(bob).length === 2, "both hear");
      expect(a.heard(alice, "lost")).toEqual([]);
    });

    test("gives an id to one of many that claim it at once", async () => {
      const claims = Array.from({ length: 30 }, (_, index) =>
        [a, b, c][index % 3]?.register(peer("alice"), `token ${index}`),
      );
      const answers = (await Promise.all(claims)).map((answer) => answer?.is);
      expect(answers.filter((is) => is === "yours")).toHaveLength(1);
      expect(answers.filter((is) => is === "taken")).toHaveLength(29);
    });

    test("gives an id at once to the same token, and tells the earlier connection before", async () => {
      const old = peer("alice");
      const young = peer("alice");
      const bob = peer("bob");
      await a.register(old);
      await c.register(bob);
      const answer = await b.register(young);
      expect(a.heard(old, "lost")).toEqual(["takeover"]);
      expect(answer).toEqual({ is: "yours", waiting: [] });

      expect(await a.route(old, "bob", "from the old one")).toBe("lost");
      expect(await c.route(bob, "alice", "to the new one")).toBe("sent");
      expect(await b.route(young, "bob", "from the new one")).toBe("sent");
      await until(() => b.heard(young).length === 1 && c.heard(bob).length === 1, "both hear");
      expect(c.heard(bob)).toEqual(["from the new one"]);
      expect(a.heard(old)).toEqual([]);
      expect(a.heard(old, "lost")).toHaveLength(1);
    });

    test("leaves one connection of many that claim an id at once with one token", async () => {
      const peers = Array.from({ length: 12 }, () => peer("alice"));
      const nodes = peers.map((_, index) => /** @type {TestNode} */ ([a, b, c][index % 3]));
      const answers = await Promise.all(peers.map((one, index) => nodes[index]?.register(one)));
      const isLeft = () =>
        peers.filter(
          (one, index) => answers[index]?.is === "yours" && nodes[index]?.heard(one, "lost").length === 0,
        );
      await until(() => isLeft().length === 1, "one is left");
      const fates = await Promise.all(
        peers.map((one, index) => nodes[index]?.route(one, "bob", "I am alice")),
      );
      expect(fates.filter((fate) => fate === "waits")).toHaveLength(1);
      expect(fates.filter((fate) => fate === "lost")).toHaveLength(11);
    });

    test("takes an id back from the connection that has it, and from no other", async () => {
      const alice = peer("alice");
      await a.register(alice, "hers");
      await a.release(peer("alice"));
      await b.release(alice.connection === "" ? alice : peer("alice"));
      expect(await b.register(peer("alice"), "not hers")).toEqual({ is: "taken" });
      await a.release(alice);
      expect(await b.register(peer("alice"), "not hers")).toEqual({ is: "yours", waiting: [] });
      expect(a.heard(alice, "lost")).toEqual([]);
    });

    test("does not take an id back for a connection that lost it", async () => {
      const old = peer("alice");
      await a.register(old);
      await b.register(peer("alice"));
      await a.release(old);
      expect(await c.register(peer("alice"), "not hers")).toEqual({ is: "taken" });
    });

    test("passes on what is said, whatever it is", async () => {
      const alice = peer("alice");
      const bob = peer("bob");
      await a.register(alice);
      await b.register(bob);
      const texts = ["", "{}", "line\nline\r\n\0", "äé漢🦊", '"\\/', "__proto__", "x".repeat(130_000)];
      for (const text of texts) expect(await a.route(alice, "bob", text)).toBe("sent");
      await until(() => b.heard(bob).length === texts.length, "bob hears all");
      expect(b.heard(bob)).toEqual(texts);
    });

    test("passes on what one says to oneself", async () => {
      const alice = peer("alice");
      await a.register(alice);
      expect(await a.route(alice, "alice", "me")).toBe("sent");
      await until(() => a.heard(alice).length === 1, "alice hears it");
    });

    test("knows ids of odd characters", async () => {
      const ids = [
        "__proto__",
        "constructor",
        "a:b",
        "a b\n",
        "*",
        "{x}",
        "漢🦊",
        "owner:alice",
        "i".repeat(5_000),
      ];
      for (const id of ids) {
        const one = peer(id);
        const other = peer(`${id}!`);
        expect(await a.register(one)).toEqual({ is: "yours", waiting: [] });
        expect(await b.register(other)).toEqual({ is: "yours", waiting: [] });
        expect(await b.register(peer(id), "not theirs")).toEqual({ is: "taken" });
        expect(await b.route(other, id, "you")).toBe("sent");
        await until(() => a.heard(one).length === 1, `${id} hears`);
      }
    });

    test("does not pass on what a connection without that id says", async () => {
      const alice = peer("alice");
      const bob = peer("bob");
      await a.register(alice);
      await b.register(bob);
      expect(await a.route(peer("alice"), "bob", "no connection of hers")).toBe("lost");
      expect(await a.route({ id: "carol", connection: alice.connection }, "bob", "not her id")).toBe("lost");
      await a.release(alice);
      expect(await a.route(alice, "bob", "no longer hers")).toBe("lost");
      await c.register(peer("alice"), "another's");
      expect(await a.route(alice, "bob", "now another's")).toBe("lost");
      expect(b.heard(bob)).toEqual([]);
    });

    test("keeps what is said to nobody for the peer that comes, in order", async () => {
      const alice = peer("alice");
      const bob = peer("bob");
      await a.register(alice);
      for (const text of ["1", "2", "3"]) expect(await a.route(alice, "bob", text)).toBe("waits");
      expect(await b.register(bob)).toEqual({ is: "yours", waiting: ["1", "2", "3"] });
      expect(await a.route(alice, "bob", "4")).toBe("sent");
      await until(() => b.heard(bob).length === 1, "bob hears the fourth");
      await pass(CONTRACT_PARTS.waitMs * 1.5);
      expect(a.heard(alice, "expired")).toEqual([]);
    });

    test("keeps the order of texts, also while their addressee comes and moves", async () => {
      const alice = peer("alice");
      await a.register(alice);
      /** @type {string[][]} */
      const heard = [];
      let texts = 0;
      const say = async () => {
        const fates = [];
        for (let index = 0; index < 10; index += 1) fates.push(a.route(alice, "bob", String(texts++)));
        for (const fate of await Promise.all(fates)) expect(["sent", "waits"]).toContain(fate);
      };
      for (const node of [b, a, c, b, a]) {
        const bob = peer("bob");
        const saying = say();
        const answer = await node.register(bob);
        if (answer.is !== "yours") throw new Error("not bob's");
        await Promise.all([saying, say(), say()]);
        const last = String(texts - 1);
        await until(() => node.heard(bob).at(-1) === last, `bob hears ${last}`);
        heard.push([...answer.waiting, ...node.heard(bob)]);
        if (node === a) await a.release(bob);
      }
      for (const one of heard) {
        const numbers = one.map(Number);
        expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
        expect(new Set(numbers).size).toBe(numbers.length);
      }
    });

    test("delivers nothing to a connection before its claim is answered", async () => {
      const alice = peer("alice");
      await a.register(alice);
      for (let round = 0; round < 20; round += 1) {
        const bob = peer(`bob ${round}`);
        const registering = b.register(bob).then((answer) => ({ answer, heard: b.heard(bob).length }));
        const fates = [];
        for (let text = 0; text < 20; text += 1) {
          fates.push(a.route(alice, bob.id, String(text)));
          if (text % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
        const { answer, heard } = await registering;
        await Promise.all(fates);
        expect(heard).toBe(0);
        const waiting = answer.is === "yours" ? answer.waiting : [];
        await until(() => b.heard(bob).length + waiting.length === 20, "bob hears all");
        expect([...waiting, ...b.heard(bob)]).toEqual(Array.from({ length: 20 }, (_, text) => String(text)));
      }
    });

    test("drops what waits once its time is over, and tells each of its senders once", async () => {
      const alice = peer("alice");
      const carol = peer("carol");
      const dave = peer("dave");
      await a.register(alice);
      await b.register(carol);
      await a.register(dave);
      const startMs = performance.now();
      for (const text of ["1", "2"]) expect(await a.route(alice, "bob", text)).toBe("waits");
      expect(await b.route(carol, "bob", "3")).toBe("waits");
      expect(await a.route(dave, "eve", "4")).toBe("waits");
      await until(
        () => a.heard(alice, "expired").length + b.heard(carol, "expired").length === 2,
        "both are told",
      );
      expect(performance.now() - startMs).toBeGreaterThan(CONTRACT_PARTS.waitMs - 5);
      await until(() => a.heard(dave, "expired").length === 1, "dave is told");
      expect(await c.register(peer("bob"))).toEqual({ is: "yours", waiting: [] });
      expect(a.heard(alice, "expired")).toEqual(["bob"]);
      expect(b.heard(carol, "expired")).toEqual(["bob"]);
      expect(a.heard(dave, "expired")).toEqual(["eve"]);
    });

    test("begins again with what waits after the time of the earlier texts", async () => {
      const alice = peer("alice");
      await a.register(alice);
      await a.route(alice, "bob", "1");
      await until(() => a.heard(alice, "expired").length === 1, "she is told");
      await a.route(alice, "bob", "2");
      expect(await b.register(peer("bob"))).toEqual({ is: "yours", waiting: ["2"] });
    });

    test("lets no more wait than may", async () => {
      const alice = peer("alice");
      const carol = peer("carol");
      await a.register(alice);
      await b.register(carol);
      for (let text = 0; text < CONTRACT_PARTS.waitingMax; text += 1) {
        expect(await a.route(alice, "bob", String(text))).toBe("waits");
      }
      expect(await a.route(alice, "bob", "too much")).toBe("full");
      expect(await b.route(carol, "bob", "too much")).toBe("full");
      expect(await b.route(carol, "eve", "another id")).toBe("waits");
      const answer = await b.register(peer("bob"));
      expect(answer.is === "yours" && answer.waiting).toHaveLength(CONTRACT_PARTS.waitingMax);
    });

    test("releases all when it stops, and tells nothing any more", async () => {
      const alice = peer("alice");
      await a.register(alice, "hers");
      const routing = [a.route(alice, "bob", "nobody"), a.route(alice, "alice", "me")];
      await Promise.all([...routing, a.stop()]);
      const { length } = a.told;
      if (a !== b) expect(await b.register(peer("alice"), "not hers")).toEqual({ is: "yours", waiting: [] });
      await pass(CONTRACT_PARTS.waitMs * 1.5);
      expect(a.told).toHaveLength(length);
      expect(a.ready).toEqual([true]);
      expect(await a.route(alice, "bob", "after the end")).toBe("lost");
    });
  });
}
