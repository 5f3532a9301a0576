// The client's source of time, and the system's clock. The PeerJS adapter and the media connection set timers of their
// own.

/** A source of time. In tests, give the client a fake one (`peer-invite/testing` has one). */
export interface Clock {
  /** Milliseconds since 1970, or since any other moment. It MUST never go back. */
  nowMs(): number;
  /**
   * Calls `run` once `nowMs()` has reached `atMs`, never earlier and perhaps later. Returns a function that cancels the
   * call.
   */
  schedule(atMs: number, run: () => void): () => void;
}

/** The longest duration of a browser's timer, in ms. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * How far the wall clock must be ahead to show that the machine slept, in ms: more than its own steps and corrections.
 */
const SLEPT_MS = 1_000;

/**
 * The system's time. It starts as the wall clock, and never goes back when that is set back. It counts the hours in
 * which a machine sleeps, because a monotonic clock alone may stand still then.
 */
export function createSystemClock(): Clock {
  let offsetMs = Date.now() - performance.now();
  const nowMs = (): number => {
    const timeMs = performance.now() + offsetMs;
    const aheadMs = Date.now() - timeMs;
    if (aheadMs <= SLEPT_MS) return timeMs;
    offsetMs += aheadMs;
    return timeMs + aheadMs;
  };
  const schedule = (atMs: number, run: () => void): (() => void) => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      const leftMs = atMs - nowMs();
      if (leftMs <= 0) run();
      else timer = setTimeout(wait, Math.min(Math.ceil(leftMs), TIMER_MAX_MS));
    };
    timer = setTimeout(wait, Math.min(Math.max(0, Math.ceil(atMs - nowMs())), TIMER_MAX_MS));
    return () => clearTimeout(timer);
  };
  return { nowMs, schedule };
}
