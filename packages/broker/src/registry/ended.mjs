// @ts-check
// Connections that ended while Redis was away: it does not know of that yet. While the instance that they were of lasts, nobody else
// can have had their ids since.

/** @typedef {import("./own.mjs").Own} Own */
/** @typedef {Own & { readonly instance: string }} Ended */

/** @param {number} recoveryMs how long a Redis that has forgotten everything goes by what nodes know */
export function createEnded(recoveryMs) {
  /** @type {Map<string, Ended>} */
  const byId = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  return {
    all: () => [...byId.values()],
    /** @param {string} id */
    of: (id) => byId.get(id),

    /** @param {Own} own @param {string} instance @returns {() => void} Redis was told after all */
    add(own, instance) {
      const one = { ...own, instance };
      byId.set(own.id, one);
      return () => void (byId.get(own.id) === one && byId.delete(own.id));
    },

    /** Redis is told of all of them. @param {boolean} isSame whether it is as it was; otherwise others may ask for these ids for a while */
    forget(isSame) {
      clearTimeout(timer);
      if (isSame) byId.clear();
      else timer = setTimeout(() => byId.clear(), recoveryMs);
    },

    /** Redis is away again, or this node stops: nothing is forgotten. */
    keep: () => clearTimeout(timer),
  };
}
