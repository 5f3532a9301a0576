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

/**
 * The system's time: starts as the wall clock, never goes back when that is set back, and counts the hours a machine
 * sleeps (a monotonic clock alone may stand still then).
 */
export function createSystemClock(): Clock {
  let wallMs = Date.now();
  let monotonicMs = performance.now();
  let timeMs = wallMs;
  const nowMs = (): number => {
    const wall = Date.now();
    const monotonic = performance.now();
    timeMs += Math.max(wall - wallMs, monotonic - monotonicMs, 0);
    wallMs = wall;
    monotonicMs = monotonic;
    return timeMs;
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
