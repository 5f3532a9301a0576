// @ts-check
// The connections of this node that have an id, and what is held back for one until its order is sure.

/** @typedef {import("./registry.mjs").ConnectionId} ConnectionId */

/**
 * A connection that has an id. While something holds it, the texts for it are kept.
 *
 * @typedef {{ readonly id: string, readonly connection: ConnectionId, readonly hash: string, holds: number, held: string[] }} Own
 */

/** @typedef {ReturnType<typeof createOwn>} Owns */

/** @param {(connection: ConnectionId, text: string) => void} deliver */
export function createOwn(deliver) {
  /** @type {Map<ConnectionId, Own>} */
  const byConnection = new Map();
  /** @type {Map<string, Own>} */
  const byId = new Map();

  /** @param {Own} own @returns {boolean} */
  const has = (own) => byConnection.get(own.connection) === own;

  return {
    has,
    /** @param {ConnectionId} connection */
    find: (connection) => byConnection.get(connection),
    /** @param {string} id */
    of: (id) => byId.get(id),
    all: () => [...byConnection.values()],
    size: () => byConnection.size,

    /** @param {string} id @param {ConnectionId} connection @param {string} hash @returns {Own} held once */
    add(id, connection, hash) {
      const own = { id, connection, hash, holds: 1, held: [] };
      byConnection.set(connection, own);
      byId.set(id, own);
      return own;
    },

    /** @param {Own} own @returns {boolean} whether it was there */
    drop(own) {
      if (!has(own)) return false;
      byConnection.delete(own.connection);
      if (byId.get(own.id) === own) byId.delete(own.id);
      return true;
    },

    /** @param {ConnectionId} connection @param {string} text @returns {boolean} whether there is such a connection */
    deliver(connection, text) {
      const own = byConnection.get(connection);
      if (own === undefined) return false;
      if (own.holds > 0) own.held.push(text);
      else deliver(connection, text);
      return true;
    },

    /** @param {Own} own */
    hold(own) {
      own.holds += 1;
    },

    /** @param {Own} own @param {readonly string[]} [earlier] texts that come before those held */
    letGo(own, earlier = []) {
      own.held.unshift(...earlier);
      own.holds -= 1;
      if (own.holds > 0) return;
      for (const text of own.held.splice(0)) if (has(own)) deliver(own.connection, text);
    },
  };
}
