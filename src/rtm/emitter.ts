// Events as RTM's objects have them. A listener that throws stops nothing else.
import { EventEmitter } from "eventemitter3";
import { guarded } from "../client/report.ts";

/** An object's events: each name with its listener. */
export type Listeners<Events> = { readonly [Name in keyof Events]: (...args: never[]) => void };

/** Something that has events. Every method but `emit` and those that count can be chained. */
export class RtmEmitter<Events extends Listeners<Events>> {
  readonly #emitter = new EventEmitter();
  readonly #followers = new EventEmitter();

  /** Calls `listener` at every `event`. */
  on<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.#emitter.on(event, listener as never);
    return this;
  }

  /** Calls `listener` at the next `event` only. */
  once<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.#emitter.once(event, listener as never);
    return this;
  }

  /** Takes `listener` off. */
  off<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.#emitter.off(event, listener as never);
    return this;
  }

  /** Takes every listener off, of one event or of all. */
  removeAllListeners<Name extends keyof Events & string>(event?: Name): this {
    this.#emitter.removeAllListeners(event);
    return this;
  }

  /** The listeners of `event`. */
  listeners<Name extends keyof Events & string>(event: Name): Events[Name][] {
    return this.#emitter.listeners(event) as unknown[] as Events[Name][];
  }

  /** The same as {@link listeners}: nothing is wrapped here. */
  rawListeners<Name extends keyof Events & string>(event: Name): Events[Name][] {
    return this.listeners(event);
  }

  /** How many listeners `event` has. */
  listenerCount<Name extends keyof Events & string>(event: Name): number {
    return this.#emitter.listenerCount(event);
  }

  /** Calls the listeners of `event`, in the order they were added. What one throws is reported as an uncaught error. */
  emit<Name extends keyof Events & string>(event: Name, ...args: Parameters<Events[Name]>): boolean {
    const listeners = this.#emitter.listeners(event);
    for (const listener of listeners) {
      this.#emitter.off(event, listener, undefined, true);
      guarded(() => listener.apply(this, args));
    }
    for (const follower of this.#followers.listeners(event)) guarded(() => follower.apply(this, args));
    return listeners.length > 0;
  }

  /** `on` for what stays whatever the app takes off, and is not counted: after the listeners, at every `event`. @internal */
  follow<Name extends keyof Events & string>(event: Name, follower: Events[Name]): void {
    this.#followers.on(event, follower as never);
  }

  /**
   * `emit`, once the call that leads to it has returned. In RTM every event comes from a server, so apps expect none inside
   * their own `cancel()` or `refuse()`. @internal
   */
  tell<Name extends keyof Events & string>(event: Name, ...args: Parameters<Events[Name]>): void {
    queueMicrotask(() => this.emit(event, ...args));
  }
}
