// Events as PeerJS objects have them, with one promise more: a listener that throws stops nothing else.
import { EventEmitter } from "eventemitter3";
import { report } from "./report.ts";

/** An object's events: each name with the listener's parameters. */
export type EventMap = { readonly [name: string]: readonly unknown[] };

/** The listener for the event `Name` of `Events`. */
export type Listener<Events extends EventMap, Name extends keyof Events> = (...args: Events[Name]) => void;

/**
 * Something that has events. Listeners are called in the order they were added, at once; what one throws is reported as
 * an uncaught error (`reportError`) and the next is called all the same.
 */
export class Emitter<Events extends EventMap> {
  readonly #emitter = new EventEmitter();

  /** Calls `listener` at every `event`. */
  on<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this {
    this.#emitter.on(event, listener as never);
    return this;
  }

  /** Calls `listener` at the next `event` only. */
  once<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this {
    this.#emitter.once(event, listener as never);
    return this;
  }

  /** Takes `listener` off, or every listener of `event` when none is given. */
  off<Name extends keyof Events & string>(event: Name, listener?: Listener<Events, Name>): this {
    this.#emitter.off(event, listener as never);
    return this;
  }

  /** Takes every listener off, of one event or of all. */
  removeAllListeners(event?: keyof Events & string): this {
    this.#emitter.removeAllListeners(event);
    return this;
  }

  /** How many listeners an event has. */
  listenerCount(event: keyof Events & string): number {
    return this.#emitter.listenerCount(event);
  }

  /** Calls the listeners of `event`. For the package's own use. @internal */
  protected fire<Name extends keyof Events & string>(event: Name, ...args: Events[Name]): void {
    for (const listener of this.#emitter.listeners(event)) {
      this.#emitter.off(event, listener, undefined, true);
      try {
        listener.apply(this, [...args]);
      } catch (error) {
        report(error);
      }
    }
  }
}
