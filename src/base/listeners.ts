// The listeners of one object, by event and in order. A listener that throws does not stop the others. Every emitter of
// the package uses this table.
import { guarded } from "./report.ts";

/** A function that is called at an event. */
type Listener = (...args: never[]) => unknown;

interface Entry {
  readonly listener: Listener;
  readonly isOnce: boolean;
}

/** How a listener is added. Default: at the end, for good. */
interface Adding {
  readonly isFirst?: boolean;
  readonly isOnce?: boolean;
}

/** Listeners by event. */
export class ListenerTable {
  readonly #entries = new Map<string, readonly Entry[]>();

  /** The events that have listeners. */
  get events(): string[] {
    return [...this.#entries.keys()];
  }

  /** The listeners of `event`. */
  of(event: string): Listener[] {
    return this.#of(event).map(({ listener }) => listener);
  }

  /** Adds `listener` to those of `event`. @throws TypeError if it is not a function */
  add(event: string, listener: Listener, { isFirst = false, isOnce = false }: Adding = {}): void {
    if (typeof listener !== "function") {
      throw new TypeError(`A listener of ${event} must be a function, not ${typeof listener}.`);
    }
    const entry: Entry = { listener, isOnce };
    this.#set(event, isFirst ? [entry, ...this.#of(event)] : [...this.#of(event), entry]);
  }

  /** Removes the last added `listener` from `event`, once. */
  remove(event: string, listener: unknown): void {
    const index = this.of(event).lastIndexOf(listener as Listener);
    this.#keep(event, (_, at) => at !== index);
  }

  /** Removes `listener` from `event`, however often it was added. */
  removeEach(event: string, listener: unknown): void {
    this.#keep(event, (entry) => entry.listener !== listener);
  }

  /** Removes every listener, of one event or of all. */
  clear(event?: string): void {
    if (event === undefined) this.#entries.clear();
    else this.#entries.delete(event);
  }

  /** Calls the present listeners of `event`. If one throws, that is reported as an uncaught error. */
  call(event: string, self: object, args: readonly unknown[]): void {
    for (const entry of this.#of(event)) {
      if (entry.isOnce) this.#keep(event, (it) => it !== entry);
      guarded(() => entry.listener.apply(self, [...args] as never[]));
    }
  }

  #keep(event: string, isKept: (entry: Entry, at: number) => boolean): void {
    this.#set(event, this.#of(event).filter(isKept));
  }

  #of(event: string): readonly Entry[] {
    return this.#entries.get(event) ?? [];
  }

  #set(event: string, entries: readonly Entry[]): void {
    if (entries.length > 0) this.#entries.set(event, entries);
    else this.#entries.delete(event);
  }
}
