// @ts-check
// One node's view of a registry, for tests: it remembers what it was told, and checks what holds for every registry.
import { randomUUID } from "node:crypto";

/** @typedef {import("./registry.mjs").Registry} Registry */
/** @typedef {import("./registry.mjs").RegistryParts} RegistryParts */
/** @typedef {Awaited<ReturnType<typeof makeNode>>} TestNode */
/** @typedef {{ readonly id: string, readonly connection: string }} Peer */

/**
 * @param {() => boolean} isSo
 * @param {string} what
 * @param {number} [mostMs]
 * @returns {Promise<void>}
 */
export async function until(isSo, what, mostMs = 5_000) {
  const end = performance.now() + mostMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not within ${mostMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** @param {number} ms */
export const pass = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A peer with a connection of its own. @param {string} id @returns {Peer} */
export const peer = (id) => ({ id, connection: `${id.slice(0, 8)}-${randomUUID()}` });

/** What a node was told, in order. @typedef {{ readonly is: string, readonly connection: string, readonly text: string }} Told */

/** @param {(events: import("./registry.mjs").RegistryEvents) => Registry} make */
export async function makeNode(make) {
  /** @type {Told[]} */
  const told = [];
  /** @type {boolean[]} */
  const ready = [];
  let isInside = false;
  /** @param {string} is @param {string} connection @param {string} text */
  const tell = (is, connection, text) => {
    told.push({ is: isInside ? `${is} inside a call` : is, connection, text });
  };
  /** @template T @param {() => T} call @returns {T} */
  const inside = (call) => {
    isInside = true;
    try {
      return call();
    } finally {
      isInside = false;
    }
  };

  const registry = inside(() =>
    make({
      deliver: (connection, text) => tell("deliver", connection, text),
      lost: (connection, why) => tell("lost", connection, why),
      expired: (connection, to) => tell("expired", connection, to),
      ready: (isReady) => ready.push(isReady),
    }),
  );

  return {
    registry,
    told,
    ready,
    /** @param {Peer} peer @param {string} [token] */
    register: (peer, token = "token") => inside(() => registry.register({ ...peer, token })),
    /** @param {Peer} peer @param {string} to @param {string} text */
    route: (peer, to, text) => inside(() => registry.route(peer, to, text)),
    /** @param {Peer} peer */
    release: (peer) => inside(() => registry.release(peer.id, peer.connection)),
    stop: () => inside(() => registry.stop()),
    /** @param {Peer} peer @param {string} is @returns {string[]} */
    heard: ({ connection }, is = "deliver") =>
      told.filter((one) => one.connection === connection && one.is === is).map(({ text }) => text),
  };
}
