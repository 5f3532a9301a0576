// What a binding shows: a value that changes, and that costs something only while somebody listens.
import { guarded } from "../base/report.ts";

/** A value that changes. Every `Observable` of the package is one, too. */
export interface Source<T> {
  /** The value now. It stays the same object until something changes. */
  readonly snapshot: T;
  /** Calls `listener` after each change. Returns a function that ends this, and may be called twice. */
  subscribe(listener: () => void): () => void;
}

/** The listeners of a source. */
export class Listeners {
  readonly #all = new Set<() => void>();

  /** How many there are. */
  get size(): number {
    return this.#all.size;
  }

  /** Adds a listener. Returns a function that removes it. */
  add(listener: () => void): () => void {
    // One function may be added twice.
    const own = (): void => listener();
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  /**
   * Calls every listener. If one throws, that is reported, and the others are called. One that is removed meanwhile is
   * not called any more, and one that is added meanwhile is not called yet.
   */
  tell(): void {
    for (const listener of [...this.#all]) if (this.#all.has(listener)) guarded(listener);
  }
}

/**
 * Makes a source that reads its value whenever it is asked. `keep`: returns `before` if `after` says the same. `start`
 * is called when the first listener comes, with the function that tells of a change; what it returns is called when the
 * last one has gone.
 */
export function createSource<T>(
  read: () => T,
  keep: (before: T, after: T) => T,
  start: (tell: () => void) => () => void,
): Source<T> {
  const listeners = new Listeners();
  let last = read();
  /** What the listeners know. A reader in between changes `last` alone. */
  let told = last;
  let stop = (): void => {};
  const now = (): T => {
    last = keep(last, read());
    return last;
  };
  const tell = (): void => {
    const before = told;
    told = now();
    if (told !== before) listeners.tell();
  };
  return {
    get snapshot() {
      return now();
    },
    subscribe(listener) {
      const remove = listeners.add(listener);
      if (listeners.size === 1) {
        told = now();
        stop = start(tell);
      }
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        remove();
        if (listeners.size === 0) stop();
      };
    },
  };
}

/** `before` if both lists have the same items in the same order. */
export function keepSameList<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const isSame = before.length === after.length && before.every((item, at) => item === after[at]);
  return isSame ? before : after;
}
