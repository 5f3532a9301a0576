// Counts the users of something that is to outlive a remount: a client, a call.
import type { Clock } from "../base/clock.ts";

/**
 * How long something stays when its last user has gone, in ms. React's StrictMode and hot reload unmount a component and
 * mount it again at once; a hot reload that evaluates modules again takes some tens of milliseconds.
 */
export const LINGER_MS = 500;

/** The users of one thing. */
export class Users {
  readonly #clock: Clock;
  readonly #left: () => void;
  #count = 0;
  #stay: (() => void) | undefined;

  /** `left` is called once nobody has used it for {@link LINGER_MS}. */
  constructor(clock: Clock, left: () => void) {
    this.#clock = clock;
    this.#left = left;
  }

  /** Whether somebody uses it, or did within the last {@link LINGER_MS}. */
  get areThere(): boolean {
    return this.#count > 0 || this.#stay !== undefined;
  }

  /** Adds a user. Returns a function that lets go; it may be called twice. */
  add(): () => void {
    this.#count += 1;
    this.#stay?.();
    this.#stay = undefined;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#count -= 1;
      if (this.#count > 0) return;
      this.#stay = this.#clock.schedule(this.#clock.nowMs() + LINGER_MS, () => {
        this.#stay = undefined;
        this.#left();
      });
    };
  }
}
