// A clock that stands still until it is told to move.
import type { Clock } from "../client/clock.ts";

/** A {@link Clock} for tests. */
export interface FakeClock extends Clock {
  /**
   * Moves the time on by `ms`, running what is due on the way, each at its own time. What a network delivers on
   * microtasks is delivered in between.
   */
  advance(ms: number): Promise<void>;
  /** Moves the time on without running anything, as a machine that sleeps: timers run late, at the next `advance`. */
  sleep(ms: number): void;
  /** Lets everything happen that waits for no time: microtasks, and what they lead to. */
  settle(): Promise<void>;
  /** How many timers are set. */
  readonly timers: number;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock that shows `startMs` until it is moved. */
export function createFakeClock(startMs = 1_000_000): FakeClock {
  let timeMs = startMs;
  const timers = new Set<Timer>();
  const nextDue = (untilMs: number): Timer | undefined =>
    [...timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
  const settle = async (): Promise<void> => {
    // A macrotask comes after every microtask, those that microtasks add included.
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  };
  return {
    nowMs: () => timeMs,
    schedule(atMs, run) {
      const timer = { atMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = timeMs + ms;
      await settle();
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        timers.delete(timer);
        timeMs = Math.max(timeMs, timer.atMs);
        timer.run();
        await settle();
      }
      timeMs = untilMs;
    },
    sleep(ms) {
      timeMs += ms;
    },
    settle,
    get timers() {
      return timers.size;
    },
  };
}
