// @ts-check
// The registry of many nodes over one Redis 7. Redis decides: each question is one script (lua.mjs). A node goes by what it knows
// itself only while its lease lasts and only between two connections of its own. Redis must not evict keys (maxmemory-policy
// noeviction, the default), and is not a cluster: the scripts make up their keys.
import { createHash } from "node:crypto";
import { EXPIRE, REGISTER, RELEASE, ROUTE } from "./lua.mjs";
import { createMembership, KEEP_MS } from "./membership.mjs";
import { createOwn } from "./own.mjs";
import { ANSWER_MS, hasTime, within } from "./patience.mjs";
import { createWaits } from "./waits.mjs";

/** @typedef {import("./registry.mjs").Registry} Registry */
/** @typedef {import("./registry.mjs").Answer} Answer */
/** @typedef {import("./registry.mjs").Fate} Fate */
/** @typedef {import("./registry.mjs").ConnectionId} ConnectionId */

/** How long a claim waits for the node of the earlier connection to say that it has ended it. */
const KICK_MS = 250;
/** How much may be on its way to Redis. */
const UNDER_WAY_MAX = 10_000;
const UNDER_WAY_MAX_LENGTH = 32_000_000;

/**
 * - `url`: of Redis.
 * - `node`: a name of this node, for people. Another node may have the same.
 * - `leaseMs`: how long the ids of a node that died are nobody's, but for their own tokens.
 * - `heartbeatMs`: how often the lease is renewed.
 * - `recoveryMs`: how long only known ids register after Redis has forgotten everything. A node that is cut off from Redis has ended its
 *   connections before the shorter of this and `leaseMs` is over.
 * - `prefix`: of all keys and channels. Brokers with different ones do not see each other.
 *
 * @typedef {import("./registry.mjs").RegistryParts & { readonly url: string, readonly node: string, readonly leaseMs?: number,
 *   readonly heartbeatMs?: number, readonly recoveryMs?: number, readonly prefix?: string }} RedisRegistryParts
 */

/** @param {RedisRegistryParts} parts @returns {Registry} */
export function createRedisRegistry(parts) {
  const { url, node, events, waitMs, waitingMax, leaseMs = 15_000, heartbeatMs = 2_000 } = parts;
  const { recoveryMs = Math.min(10_000, leaseMs), prefix = "peer-invite" } = parts;
  let hasStopped = false;
  let numbers = 0;

  /** @param {() => void} tell @returns {void} tells it after the present call, unless the registry has stopped */
  const later = (tell) =>
    queueMicrotask(() => {
      if (!hasStopped) tell();
    });

  const owns = createOwn((connection, text) => {
    // After a pause this may be the first to run.
    if (!hasStopped && !membership.isOver()) events.deliver(connection, text);
  });

  /** Connections whose claim came true, but was not yet answered. @type {Set<ConnectionId>} */
  const unanswered = new Set();

  /** @param {import("./own.mjs").Own} own @param {"takeover" | "lease"} why */
  const lose = (own, why) => {
    if (owns.drop(own) && !unanswered.has(own.connection)) later(() => events.lost(own.connection, why));
  };

  /** The claims under way, and what came for them already. @type {Map<ConnectionId, { isOff: boolean, readonly early: string[] }>} */
  const claims = new Map();
  /** Claims that wait until the earlier connection has ended. @type {Map<string, () => void>} */
  const kicks = new Map();

  const membership = createMembership({
    ...{ url, node, prefix, leaseMs, heartbeatMs, recoveryMs, owns, lose },
    ready: events.ready,
    trouble: (what) => events.trouble?.(what),
    answered: (ms) => events.answered?.(ms),
    onMessage(message) {
      if (message.is === "beat") return;
      if (message.is === "kicked") return kicks.get(message.claim)?.();
      const { id, connection } = message;
      const own = owns.find(connection);
      const claim = claims.get(connection);
      if (message.is === "kick") {
        if (own?.id === id) lose(own, "takeover");
        if (claim !== undefined) claim.isOff = true;
        later(() => membership.tell(message.by, { is: "kicked", claim: message.claim }));
      } else if (message.is === "deliver" && claim !== undefined) claim.early.push(message.text);
      else if (own?.id !== id) giveBack(id, connection);
      else if (message.is === "deliver") owns.deliver(connection, message.text);
    },
  });

  /** @param {string} id @param {ConnectionId} connection that this node does not have */
  const giveBack = (id, connection) => {
    if (!claims.has(connection)) hasTime(membership.run(RELEASE, ["0", id, connection]));
  };

  const waits = createWaits({
    async hasExpired(to, number) {
      if (membership.place() !== "joined") throw new Error("not joined");
      // Redis has forgotten it.
      if (!number.startsWith(`${membership.epoch()}.`)) return true;
      return (await within(membership.run(EXPIRE, [to, number]), ANSWER_MS)) === 1;
    },
    expired: (connection, to) => {
      if (!hasStopped) events.expired(connection, to);
    },
  });

  /** @param {import("./registry.mjs").Claim} claim @returns {Promise<Answer>} */
  const ask = async ({ id, token, connection, isProven = false }) => {
    const hash = createHash("sha256").update(token).digest("base64url");
    const self = membership.instance();
    numbers += 1;
    const number = `${self}.${numbers}`;
    const claim = { isOff: false, early: /** @type {string[]} */ ([]) };
    claims.set(connection, claim);
    const heard = new Promise((resolve) => kicks.set(number, () => resolve(undefined)));
    const isKnown = isProven || membership.knows(id, hash) ? "1" : "0";

    /** @param {unknown} reply */
    const onReply = (reply) => {
      membership.checkClock();
      const [is, earlier, kicked, ...waiting] = /** @type {[string, string, number, ...string[]]} */ (reply);
      if (claims.get(connection) === claim) claims.delete(connection);
      if (is !== "yours") {
        // Redis knows a connection of this node that this node does not know.
        if (is === "taken" && earlier !== "" && owns.find(earlier)?.id !== id) giveBack(id, earlier);
        return { is: is === "taken" ? /** @type {const} */ ("taken") : /** @type {const} */ ("later") };
      }
      const before = owns.of(id);
      if (before !== undefined && before.connection !== connection) lose(before, "takeover");
      if (claim.isOff || hasStopped || self !== membership.instance()) {
        giveBack(id, connection);
        return { is: /** @type {const} */ ("later") };
      }
      unanswered.add(connection);
      const own = owns.add(id, connection, hash);
      own.held.push(...claim.early);
      return { is: /** @type {const} */ ("yours"), own, kicked, waiting };
    };

    /** Redis may have done it all the same. Then a `check` finds it. @param {unknown} error @returns {never} */
    const onFailure = (error) => {
      if (claims.get(connection) === claim) claims.delete(connection);
      throw error;
    };

    try {
      const asked = membership.run(REGISTER, [id, connection, hash, isKnown, KEEP_MS, number]);
      const answer = await within(asked.then(onReply, onFailure), ANSWER_MS / 2);
      if (answer.is !== "yours") return answer;
      if (answer.kicked > 0) await within(heard, KICK_MS).catch(() => {});
      unanswered.delete(connection);
      if (!owns.has(answer.own)) return { is: "later" };
      // The asker hears the answer before the first text.
      setImmediate(() => owns.letGo(answer.own));
      return { is: "yours", waiting: answer.waiting };
    } catch {
      claim.isOff = true;
      return { is: "later" };
    } finally {
      kicks.delete(number);
    }
  };

  /** How many texts of one connection to one id are under way through Redis. @type {Map<string, number>} */
  const underWay = new Map();
  let underWayCount = 0;
  let underWayLength = 0;

  /** @param {string} pair @param {number} count 1 or -1 @param {number} length of the text */
  const count = (pair, count, length) => {
    const left = (underWay.get(pair) ?? 0) + count;
    if (left > 0) underWay.set(pair, left);
    else underWay.delete(pair);
    underWayCount += count;
    underWayLength += count * length;
  };

  /** @param {{ readonly id: string, readonly connection: ConnectionId }} from @param {string} to @param {string} text @returns {Promise<Fate>} */
  const pass = async (from, to, text) => {
    if (owns.find(from.connection)?.id !== from.id) return "lost";
    const pair = `${from.connection.length} ${from.connection} ${to}`;
    const own = owns.of(to);
    if (own !== undefined && membership.isSure() && !underWay.has(pair)) {
      later(() => owns.deliver(own.connection, text));
      return "sent";
    }
    if (membership.place() !== "joined") return "later";
    if (underWayCount >= UNDER_WAY_MAX || underWayLength >= UNDER_WAY_MAX_LENGTH) return "later";
    numbers += 1;
    const epoch = membership.epoch();
    const number = `${epoch}.${membership.instance()}.${numbers}`;
    let isOff = false;
    count(pair, 1, text.length);

    /** @param {unknown} reply @returns {Fate} */
    const onReply = (reply) => {
      count(pair, -1, text.length);
      const [fate, name, leftMs] = /** @type {[Fate | "here" | "gone", string, number]} */ (reply);
      if (fate === "here") {
        if (!isOff && !owns.deliver(name, text)) giveBack(to, name);
        return "sent";
      }
      if (fate === "waits") waits.add(name, leftMs, to, from.connection);
      if (fate === "lost") {
        const sender = owns.find(from.connection);
        if (sender !== undefined) lose(sender, "takeover");
      }
      if (fate === "gone" || fate === "later") void membership.renew();
      return fate === "gone" ? "lost" : fate;
    };
    const onFailure = () => {
      count(pair, -1, text.length);
      return /** @type {const} */ ("later");
    };

    try {
      const args = [epoch, from.id, from.connection, to, text, waitMs, waitingMax, number];
      return await within(membership.run(ROUTE, args).then(onReply, onFailure), ANSWER_MS);
    } catch {
      isOff = true;
      return "later";
    }
  };

  return {
    async register(claim) {
      membership.checkClock();
      if (hasStopped) return { is: "later" };
      if (membership.place() !== "joining") {
        return membership.place() === "joined" ? ask(claim) : { is: "later" };
      }
      return new Promise((resolve) => {
        const isParked = membership.park((isJoined) => resolve(isJoined ? ask(claim) : { is: "later" }));
        if (!isParked) resolve({ is: "later" });
      });
    },

    async release(id, connection) {
      const claim = claims.get(connection);
      if (claim !== undefined) claim.isOff = true;
      const own = owns.find(connection);
      if (hasStopped || own?.id !== id) return;
      owns.drop(own);
      if (membership.place() !== "joined") return void membership.keep(own);
      const released = membership.run(RELEASE, ["1", id, connection]);
      // Redis may have done it all the same, and tells so late.
      const keep = () => hasTime(released.then(membership.keep(own)));
      await within(released, ANSWER_MS).catch(keep);
    },

    async route(from, to, text) {
      membership.checkClock();
      if (hasStopped) return "lost";
      if (membership.place() !== "joining") return pass(from, to, text);
      return new Promise((resolve) => {
        const isParked = membership.park(() => resolve(pass(from, to, text)));
        if (!isParked) resolve("later");
      });
    },

    async stop() {
      if (hasStopped) return;
      hasStopped = true;
      waits.stop();
      await membership.stop();
      for (const own of owns.all()) owns.drop(own);
    },
  };
}
