// Events as PeerJS objects have them, with one promise more: a listener that throws stops nothing else.
import { checkFunction, quote } from "./check.ts";
import { ListenerTable } from "./listeners.ts";
import { InvitationError } from "./pure/errors.ts";

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
  readonly #events: readonly string[];

  /** `events`: all that it has, by name. */
  constructor(events: { readonly [Name in keyof Events]: unknown }) {
    this.#events = Object.keys(events);
  }

  /** Frameworks that put proxies before objects leave one with a tag of its own alone: no proxy finds private fields. */
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

  /** Takes `listener` off, however often it was added; or every listener of `event` when none is given. */
  off<Name extends keyof Events & string>(event: Name, listener?: Listener<Events, Name>): this {
    this.#check("off", event, listener ?? (() => {}));
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

  /** A misspelled event would never fire. @throws InvitationError `invalid-option` */
  #check(operation: string, event: string, listener: unknown): void {
    checkFunction("the listener", listener, operation);
    if (this.#events.includes(event)) return;
    const message = `Cannot ${operation}: ${quote(event)} is no event; events are ${this.#events.join(", ")}.`;
    throw new InvitationError("invalid-option", message, { operation });
  }

  /** Calls the listeners of `event`. For the package's own use. @internal */
  protected fire<Name extends keyof Events & string>(event: Name, ...args: Events[Name]): void {
    this.#listeners.call(event, this, args);
  }
}
