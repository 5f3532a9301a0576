// @ts-check
// What connections of this node sent to ids that nobody has. Redis keeps the texts. This node asks for their end.

/** @typedef {import("./registry.mjs").ConnectionId} ConnectionId */
/** @typedef {{ readonly to: string, readonly senders: Set<ConnectionId>, timer: NodeJS.Timeout }} Wait */

/** How long to wait until Redis is asked again, in ms. */
const AGAIN_MS = 500;

/**
 * @param {object} parts
 * @param {(to: string, number: string) => Promise<boolean>} parts.hasExpired whether that queue ended in vain; rejects when
 *   nobody can tell
 * @param {(connection: ConnectionId, to: string) => void} parts.expired
 */
export function createWaits({ hasExpired, expired }) {
  /** By the queue's number. @type {Map<string, Wait>} */
  const waits = new Map();

  /** @param {string} number @param {Wait} wait @returns {Promise<void>} */
  const ask = async (number, wait) => {
    try {
      const isVain = await hasExpired(wait.to, number);
      if (!waits.delete(number) || !isVain) return;
      for (const sender of wait.senders) expired(sender, wait.to);
    } catch {
      if (waits.has(number)) wait.timer = setTimeout(ask, AGAIN_MS, number, wait);
    }
  };

  return {
    /** @param {string} number @param {number} leftMs @param {string} to @param {ConnectionId} sender */
    add(number, leftMs, to, sender) {
      let wait = waits.get(number);
      if (wait === undefined) {
        wait = { to, senders: new Set(), timer: setTimeout(() => {}) };
        clearTimeout(wait.timer);
        // Redis and timers count whole milliseconds.
        wait.timer = setTimeout(ask, Math.max(0, leftMs) + 2, number, wait);
        waits.set(number, wait);
      }
      wait.senders.add(sender);
    },

    stop() {
      for (const { timer } of waits.values()) clearTimeout(timer);
      waits.clear();
    },
  };
}
