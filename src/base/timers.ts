// The engine's timers: one for each thing that waits for a time. A browser's timer costs more than a frame, so one that is
// put off is left to run and looks at the time again.
import type { Clock } from "./clock.ts";

interface Timer {
  /** When it is wanted. */
  atMs: number;
  /** When it runs: no later than that. */
  readonly runsAtMs: number;
  callOff(): void;
}

/** Timers by key, on one clock. */
export class Timers {
  readonly #clock: Clock;
  readonly #timers = new Map<string, Timer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `run` at `atMs`, in place of whatever `key` was set to before; never, if that is undefined. */
  set(key: string, atMs: number | undefined, run: () => void): void {
    const known = this.#timers.get(key);
    if (atMs !== undefined && known !== undefined && known.runsAtMs <= atMs) {
      known.atMs = atMs;
      return;
    }
    known?.callOff();
    if (atMs === undefined) this.#timers.delete(key);
    else this.#start(key, atMs, run);
  }

  /** Calls all of them off. */
  clear(): void {
    for (const timer of this.#timers.values()) timer.callOff();
    this.#timers.clear();
  }

  #start(key: string, atMs: number, run: () => void): void {
    const callOff = this.#clock.schedule(atMs, () => {
      if (timer.atMs > this.#clock.nowMs()) return this.#start(key, timer.atMs, run);
      this.#timers.delete(key);
      run();
    });
    const timer: Timer = { atMs, runsAtMs: atMs, callOff };
    this.#timers.set(key, timer);
  }
}
