// @ts-check
// The place of this node among the nodes of one Redis: its lease, how it joins, and when it must stop. A node is known there by
// the name of an instance. It has a new one after each loss of its lease, so that nothing of the old one counts.
import { randomUUID } from "node:crypto";
import { createEnded } from "./ended.mjs";
import { createLease } from "./lease.mjs";
import { createLink, whyOf } from "./link.mjs";
import { BEAT, CONFIRM, LEAVE, RELEASE } from "./lua.mjs";
import { readMessage } from "./messages.mjs";
import { createPark } from "./park.mjs";
import { ANSWER_MS, hasTime, inParts, within } from "./patience.mjs";

/** @typedef {import("./own.mjs").Own} Own */
/** @typedef {ReturnType<typeof createMembership>} Membership */

/** How long Redis keeps the record of an owner that nobody confirms. It counts only while its instance has a lease. */
export const KEEP_MS = 3_600_000;
/** How many records one script confirms or releases. */
const PART = 200;
/** How long after it could not join a node tries again. */
const AGAIN_MS = 200;
/** Within how many beats every record is confirmed. */
const ROUND = 200;

/**
 * - `joining`: Redis is there, but not yet known to agree with this node.
 * - `joined`: Redis and this node agree on who has what.
 * - `away`: Redis cannot be reached.
 *
 * @typedef {"joining" | "joined" | "away"} Place
 */

/**
 * @typedef {object} MembershipParts
 * @property {import("./own.mjs").Owns} owns
 * @property {(own: Own, why: "takeover" | "lease") => void} lose
 * @property {(isReady: boolean) => void} ready
 * @property {(what: string) => void} trouble
 * @property {(ms: number) => void} answered
 * @property {(message: import("./messages.mjs").Message) => void} onMessage
 */

/**
 * @typedef {{ readonly [Name in "url" | "node" | "prefix"]: string }} Names
 * @typedef {{ readonly [Name in "leaseMs" | "heartbeatMs" | "recoveryMs"]: number }} Times
 */

/** @param {MembershipParts & Names & Times} parts */
export function createMembership(parts) {
  const { url, node, prefix, leaseMs, heartbeatMs, recoveryMs } = parts;
  const { owns, lose, ready, trouble, answered, onMessage } = parts;
  const begin = () => `${node}.${randomUUID()}`;

  let instance = begin();
  let epoch = "";
  /** The epoch in which this node last joined. */
  let joinedEpoch = "";
  /** @type {Place} */
  let place = "joining";
  /** @type {boolean | undefined} */
  let isReady;
  let hasStopped = false;
  let joins = 0;

  let round = 0;
  let isRenewing = false;
  /** Called when a beat comes back. @type {(() => void) | undefined} */
  let onBeat;

  const ended = createEnded(recoveryMs);

  const waiting = createPark({ mostMs: ANSWER_MS / 2, isJoined: () => place === "joined" });

  /** @param {boolean} value */
  const tellReady = (value) => {
    if (value === isReady || hasStopped) return;
    isReady = value;
    ready(value);
  };

  /** @param {import("./lua.mjs").Script} script @param {readonly (string | number)[]} args @returns {Promise<unknown>} */
  const run = (script, args) => {
    const askedAtMs = performance.now();
    const answer = link.run(script, [prefix, instance, ...args]);
    hasTime(answer.then(() => answered(performance.now() - askedAtMs)));
    return answer;
  };

  /** @param {readonly Own[]} all @param {boolean} [isKnown] whether nobody else can have their ids @returns {Promise<unknown>} */
  const release = (all, isKnown = true) => {
    const pairs = all.map(({ id, connection }) => [id, connection]);
    return Promise.all(
      inParts(pairs, PART).map((part) => run(RELEASE, [isKnown ? "1" : "0", ...part.flat()])),
    );
  };

  /** Ends every connection, because this node can no longer be sure of any id. */
  const fence = () => {
    const wasAway = place === "away";
    for (const own of owns.all()) {
      lose(own, "lease");
      if (wasAway) ended.add(own, instance);
    }
    instance = begin();
    lease.end();
    joins += 1;
    if (wasAway) return;
    place = "joining";
    queueMicrotask(() => {
      tellReady(false);
      if (link.isUp()) void join();
    });
  };

  /** @param {unknown} error */
  const fail = (error) => void (hasStopped || trouble(`Redis: ${whyOf(error)}`));

  const checkClock = () => void (lease.isOver() && fence());
  const lease = createLease({ safeMs: Math.min(leaseMs, recoveryMs), onOver: checkClock });

  /** Renews the lease. @returns {Promise<boolean>} false if Redis has forgotten everything since this node joined, or the lease is gone */
  const beat = async () => {
    checkClock();
    const self = instance;
    const isFirst = lease.exists() ? "0" : "1";
    const args = [epoch, randomUUID(), leaseMs, recoveryMs, lease.beat(), isFirst];
    const [now, is] = /** @type {[string, string]} */ (await within(run(BEAT, args), ANSWER_MS));
    if (self !== instance) return false;
    if (is === "gone") {
      fence();
      return false;
    }
    epoch = now;
    return epoch === joinedEpoch;
  };

  /** @param {readonly Own[]} all */
  const confirm = async (all) => {
    for (const part of inParts(all.filter(owns.has), PART)) {
      const self = instance;
      for (const own of part) owns.hold(own);
      /** @type {[number, ...string[]][] | null} */
      let answer = null;
      try {
        const args = part.flatMap(({ id, connection, hash }) => [id, connection, hash]);
        answer = /** @type {typeof answer} */ (await within(run(CONFIRM, [KEEP_MS, ...args]), ANSWER_MS));
      } finally {
        for (const [index, own] of part.entries()) {
          const [isOwn, ...texts] = answer?.[index] ?? /** @type {[number, ...string[]]} */ ([1]);
          if (isOwn === 0 && self === instance && owns.has(own)) lose(own, "takeover");
          owns.letGo(own, texts);
        }
      }
      if (answer === null) throw new Error("no lease");
    }
  };

  /** Tells Redis of what ended while it was away. @param {boolean} isSame whether it is as it was then */
  const tellEnded = (isSame) => {
    const all = ended.all();
    for (const gone of new Set(all.map((own) => own.instance))) {
      if (gone !== instance) hasTime(link.run(LEAVE, [prefix, gone]));
    }
    // After the end of a lease somebody else may have had the id before Redis forgot it.
    const isOfNow = (/** @type {{ readonly instance: string }} */ own) => own.instance === instance;
    hasTime(release(all.filter(isOfNow)));
    hasTime(
      release(
        all.filter((own) => !isOfNow(own)),
        false,
      ),
    );
    ended.forget(isSame);
  };

  const join = async () => {
    joins += 1;
    const turn = joins;
    place = "joining";
    try {
      await within(link.prepare(`${prefix}:channel:${instance}`), ANSWER_MS);
      if (turn !== joins) return;
      const echo = new Promise((resolve) => {
        onBeat = () => resolve(undefined);
      });
      await beat();
      if (turn !== joins) return;
      await within(echo, ANSWER_MS);
      await confirm(owns.all());
      if (turn !== joins || hasStopped) return;
      place = "joined";
      tellEnded(epoch === joinedEpoch);
      joinedEpoch = epoch;
      waiting.open();
      tellReady(true);
    } catch (error) {
      if (turn !== joins) return;
      fail(error);
      setTimeout(() => turn === joins && !hasStopped && link.again(), AGAIN_MS);
    }
  };

  const onDown = () => {
    joins += 1;
    place = "away";
    ended.keep();
    waiting.open();
    tellReady(false);
  };

  /** Renews the lease; joins again if Redis has forgotten everything. */
  const renew = async () => {
    if (place !== "joined" || isRenewing) return;
    const turn = joins;
    isRenewing = true;
    try {
      const isSame = await beat();
      if (turn !== joins || hasStopped) return;
      if (!isSame) return void join();
      const all = owns.all();
      const size = Math.ceil(all.length / ROUND);
      round = (round + 1) % ROUND;
      await confirm(all.slice(round * size, (round + 1) * size));
    } catch {
      // The link ends by itself after such a silence, and `onDown` follows.
    } finally {
      isRenewing = false;
    }
  };

  const link = createLink({
    url,
    name: node,
    onUp: () => {
      checkClock();
      void join();
    },
    onDown: () => hasStopped || onDown(),
    onTrouble: fail,
    onMessage: (channel, json) => {
      if (hasStopped) return;
      checkClock();
      if (channel !== `${prefix}:channel:${instance}`) return;
      const message = readMessage(json);
      if (message?.is === "beat") void (lease.echo(message.number) && onBeat?.());
      else if (message !== undefined) onMessage(message);
    },
  });

  const heartbeat = setInterval(() => {
    checkClock();
    if (place === "joined" && lease.isLate()) link.again();
    void renew();
  }, heartbeatMs);

  return {
    run,
    renew,
    park: waiting.park,
    isOver: lease.isOver,
    checkClock,
    place: () => place,
    instance: () => instance,
    epoch: () => epoch,
    /** Whether this node may go by what it knows, without asking Redis. */
    isSure: () => place !== "joining" && lease.isSure(),

    /** @param {string} id @param {string} hash @returns {boolean} whether nobody else can have had it since Redis was away */
    knows(id, hash) {
      const past = ended.of(id);
      return (owns.of(id) ?? (past?.instance === instance ? past : undefined))?.hash === hash;
    },

    /** @param {Own} own that ended, and Redis was not told @returns {() => void} it was told after all */
    keep: (own) => ended.add(own, instance),

    /** @param {string} to an instance @param {import("./messages.mjs").Message} message */
    tell: (to, message) => hasTime(link.publish(`${prefix}:channel:${to}`, JSON.stringify(message))),

    async stop() {
      hasStopped = true;
      joins += 1;
      clearInterval(heartbeat);
      ended.keep();
      lease.end();
      waiting.open();
      if (link.isUp()) {
        await within(Promise.all([release(owns.all()), run(LEAVE, [])]), ANSWER_MS).catch(() => {});
      }
      link.stop();
    },
  };
}
