// A clock that stands still until a test moves it.
import type { Clock } from "../base/clock.ts";

/** A {@link Clock} for tests. */
export interface FakeClock extends Clock {
  /**
   * Moves the time on by `ms`, and runs every timer that becomes due, each at its own time. Anything that a network
   * delivers on microtasks is delivered in between.
   */
  advance(ms: number): Promise<void>;
  /** Like `advance`, but synchronous: for networks that deliver by this clock and not on microtasks. */
  tick(ms: number): void;
  /** Moves the time on without running timers, like a machine that sleeps. They run late, at the next `advance`. */
  sleep(ms: number): void;
  /** Lets everything happen that does not wait for a time: microtasks, and what they lead to. */
  settle(): Promise<void>;
  /** The number of timers that are set. */
  readonly timers: number;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** Makes a clock that shows `startMs` until it is moved. */
export function createFakeClock(startMs = 1_000_000): FakeClock {
  let timeMs = startMs;
  /** In the order in which they run. Timers of the same time run in the order in which they were set. */
  const timers: Timer[] = [];
  /** Runs the next timer that is due by `untilMs`, if there is one. */
  const runNext = (untilMs: number): boolean => {
    const [next] = timers;
    if (next === undefined || next.atMs > untilMs) return false;
    timers.shift();
    timeMs = Math.max(timeMs, next.atMs);
    next.run();
    return true;
  };
  return {
    nowMs: () => timeMs,
    schedule(atMs, run) {
      const timer = { atMs, run };
      const after = timers.findLastIndex((other) => other.atMs <= atMs);
      timers.splice(after + 1, 0, timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    async advance(ms) {
      const untilMs = timeMs + ms;
      await settle();
      while (runNext(untilMs)) await settle();
      timeMs = Math.max(timeMs, untilMs);
    },
    tick(ms) {
      const untilMs = timeMs + ms;
      while (runNext(untilMs));
      timeMs = Math.max(timeMs, untilMs);
    },
    sleep(ms) {
      timeMs += ms;
    },
    settle,
    get timers() {
      return timers.length;
    },
  };
}

/** Resolves after every microtask, including those that microtasks add, because a message is a task of its own. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
