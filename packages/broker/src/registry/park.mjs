// @ts-check
// Calls that wait for a moment until this node has joined the others, in their order.

/** How many may wait. */
const PARKED_MAX = 10_000;

/**
 * @param {object} parts
 * @param {number} parts.mostMs how long a call may wait
 * @param {() => boolean} parts.isJoined
 */
export function createPark({ mostMs, isJoined }) {
  /** @type {((isJoined: boolean) => void)[]} */
  let parked = [];
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  /** Makes all of them now. */
  const open = () => {
    clearTimeout(timer);
    timer = undefined;
    const calls = parked;
    parked = [];
    for (const call of calls) call(isJoined());
  };

  return {
    open,
    /** @param {(isJoined: boolean) => void} call made when this node has joined, or after a while @returns {boolean} */
    park(call) {
      if (parked.length >= PARKED_MAX) return false;
      parked.push(call);
      timer ??= setTimeout(open, mostMs);
      return true;
    },
  };
}
