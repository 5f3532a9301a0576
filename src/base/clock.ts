// The client's time. The only place that reads a clock or sets a timer.

/** A source of time. Give the client a fake one in tests (`peer-invite/testing` has one). */
export interface Clock {
  /** Milliseconds since 1970, or since whenever: it MUST never go back. */
  nowMs(): number;
  /** Calls `run` once `nowMs()` has reached `atMs`, never earlier and perhaps later. Returns how to call it off. */
  schedule(atMs: number, run: () => void): () => void;
}

/** The longest that one browser timer can be. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** How far the wall clock must have run ahead to say that the machine slept: more than its own steps and corrections. */
const SLEPT_MS = 1_000;

/**
 * The system's time: starts as the wall clock, never goes back when that is set back, and counts the hours a machine
 * sleeps (a monotonic clock alone may stand still then).
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
