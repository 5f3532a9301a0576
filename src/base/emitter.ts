// Events as PeerJS objects have them, with one promise more: a listener that throws stops nothing else.
import { ListenerTable } from "./listeners.ts";

/** An object's events: each name with the listener's parameters. */
export type EventMap = { readonly [name: string]: readonly unknown[] };

/** The listener for the event `Name` of `Events`. */
export type Listener<Events extends EventMap, Name extends keyof Events> = (...args: Events[Name]) => void;

/**
 * Something that has events. Listeners are called in the order they were added, at once; what one throws is reported as
 * an uncaught error (`reportError`) and the next is called all the same.
 */
export class Emitter<Events extends EventMap> {
  readonly #listeners = new ListenerTable();

  /** Frameworks that put proxies before objects leave one with a tag of its own alone: no proxy finds private fields. */
  get [Symbol.toStringTag](): string {
    return "PeerInvite";
  }

  /** Calls `listener` at every `event`. */
  on<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this {
    this.#listeners.add(event, listener);
    return this;
  }

  /** Calls `listener` at the next `event` only. */
  once<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this {
    this.#listeners.add(event, listener, { isOnce: true });
    return this;
  }

  /** Takes `listener` off, however often it was added; or every listener of `event` when none is given. */
  off<Name extends keyof Events & string>(event: Name, listener?: Listener<Events, Name>): this {
    if (listener === undefined) this.#listeners.clear(event);
    else this.#listeners.removeEach(event, listener);
    return this;
  }

  /** Takes every listener off, of one event or of all. */
  removeAllListeners(event?: keyof Events & string): this {
    this.#listeners.clear(event);
    return this;
  }

  /** How many listeners an event has. */
  listenerCount(event: keyof Events & string): number {
    return this.#listeners.of(event).length;
  }

  /** Calls the listeners of `event`. For the package's own use. @internal */
  protected fire<Name extends keyof Events & string>(event: Name, ...args: Events[Name]): void {
    this.#listeners.call(event, this, args);
  }
}
