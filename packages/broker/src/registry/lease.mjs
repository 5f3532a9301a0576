// @ts-check
// How long a node may use its ids, by its own clock. Redis counts from when it reads a beat. The node counts from when it sent the
// last beat that came back, and stops a little earlier: so it has always stopped before Redis lets anybody else have them.

/**
 * @param {object} parts
 * @param {number} parts.safeMs after a beat nobody else can have its ids for so long, even if Redis forgets everything
 * @param {() => void} parts.onOver called when the time has run out; not for a pause of the process: ask `isOver` first
 */
export function createLease({ safeMs, onOver }) {
  // Clocks differ a little, and a closed socket takes a moment.
  const ownMs = safeMs * 0.9;
  /** Undefined: there is none. @type {number | undefined} */
  let sureUntilMs;
  let beats = 0;
  /** When each beat was sent that has not come back. @type {Map<number, number>} */
  const sent = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  return {
    exists: () => sureUntilMs !== undefined,
    isSure: () => sureUntilMs !== undefined && performance.now() < sureUntilMs,
    isOver: () => sureUntilMs !== undefined && performance.now() >= sureUntilMs,
    /** Whether beats go out and none comes back. */
    isLate: () => sureUntilMs !== undefined && performance.now() > sureUntilMs - ownMs / 2,

    /** @returns {number} the number of the beat that is sent now */
    beat() {
      beats += 1;
      sent.set(beats, performance.now());
      return beats;
    },

    /** @param {number} number of a beat that came back @returns {boolean} whether it was this node's */
    echo(number) {
      const sentAtMs = sent.get(number);
      if (sentAtMs === undefined) return false;
      for (const earlier of sent.keys()) if (earlier <= number) sent.delete(earlier);
      sureUntilMs = sentAtMs + ownMs;
      clearTimeout(timer);
      timer = setTimeout(onOver, sureUntilMs - performance.now() + 1);
      return true;
    },

    end() {
      clearTimeout(timer);
      sureUntilMs = undefined;
      sent.clear();
    },
  };
}
