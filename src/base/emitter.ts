// Events with the methods of PeerJS objects. In addition, a listener that throws does not stop the others.
import { describe, misuse, quote } from "./check.ts";
import { ListenerTable } from "./listeners.ts";

/** The events of an object: each name with its listener's parameters. */
export type EventMap = { readonly [name: string]: readonly unknown[] };

/** The listener for the event `Name` of `Events`. */
export type Listener<Events extends EventMap, Name extends keyof Events> = (...args: Events[Name]) => void;

/**
 * An object with events. Listeners are called synchronously, in the order in which they were added. If one throws, that
 * is reported as an uncaught error (`reportError`), and the next one is still called.
 */
export class Emitter<Events extends EventMap> {
  readonly #listeners = new ListenerTable();
  readonly #events: readonly string[];

  /** `events`: all events of the object, by name. */
  constructor(events: { readonly [Name in keyof Events]: unknown }) {
    this.#events = Object.keys(events);
  }

  /** Frameworks do not wrap an object with its own tag in a proxy, which could not reach its private fields. */
  get [Symbol.toStringTag](): string {
    return "PeerInvite";
  }

  /** Calls `listener` at every `event`. */
  on<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this {
    this.#check("on", event, listener);
    this.#listeners.add(event, listener);
    return this;
  }

  /** Calls `listener` at the next `event` only. */
  once<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this {
    this.#check("once", event, listener);
    this.#listeners.add(event, listener, { isOnce: true });
    return this;
  }

  /** Removes `listener`, however often it was added. Without a listener, removes every listener of `event`. */
  off<Name extends keyof Events & string>(event: Name, listener?: Listener<Events, Name>): this {
    this.#check("off", event, listener ?? (() => {}));
    if (listener === undefined) this.#listeners.clear(event);
    else this.#listeners.removeEach(event, listener);
    return this;
  }

  /** Removes every listener, of one event or of all. */
  removeAllListeners(event?: keyof Events & string): this {
    if (event !== undefined) this.#checkEvent("removeAllListeners", event);
    this.#listeners.clear(event);
    return this;
  }

  /** The number of listeners of an event. */
  listenerCount(event: keyof Events & string): number {
    this.#checkEvent("listenerCount", event);
    return this.#listeners.of(event).length;
  }

  #check(operation: string, event: string, listener: unknown): void {
    this.#checkEvent(operation, event);
    if (typeof listener === "function") return;
    throw misuse(operation, `The listener must be a function, not ${describe(listener)}.`);
  }

  /** Checks the name, because a misspelled event would never fire. @throws InvitationError `invalid-option` */
  #checkEvent(operation: string, event: string): void {
    if (this.#events.includes(event)) return;
    throw misuse(operation, `There is no event ${quote(event)}. Events: ${this.#events.join(", ")}.`);
  }

  /** Calls the listeners of `event`. Only for the package itself. @internal */
  protected fire<Name extends keyof Events & string>(event: Name, ...args: Events[Name]): void {
    this.#listeners.call(event, this, args);
  }
}
