// Timers by name, one for each thing to wait for. A browser's timer costs more than a frame, so a timer that is postponed is
// left to run, and then checks the time again.
import type { Clock } from "./clock.ts";

interface Timer {
  /** When the timer is wanted. */
  atMs: number;
  /** When the browser's timer runs, no later than `atMs`. */
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

  /** Calls `run` at `atMs`, in place of any earlier setting of `key`. Never calls it if `atMs` is undefined. */
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

  /** Cancels all timers. */
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
