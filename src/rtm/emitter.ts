// Events as RTM's objects have them: the methods of Node's emitter.

import { ListenerTable } from "../base/listeners.ts";
import { Held } from "./held.ts";

/** An object's events: each name with its listener. */
export type Listeners<Events> = { readonly [Name in keyof Events]: (...args: never[]) => void };

/** Something that has events. Every method but `emit` and those that count can be chained. */
export class RtmEmitter<Events extends Listeners<Events>> extends Held {
  /** Node's limit of listeners. There is none here. */
  static defaultMaxListeners: number = Number.POSITIVE_INFINITY;
  readonly #listeners = new ListenerTable();
  readonly #followers = new ListenerTable();
  #maxListeners: number | undefined;

  /** Calls `listener` at every `event`. */
  on<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.self().#listeners.add(event, listener);
    return this;
  }

  /** Calls `listener` at the next `event` only. */
  once<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.self().#listeners.add(event, listener, { isOnce: true });
    return this;
  }

  /** Takes `listener` off: what was never added, and nothing at all, takes nothing off. */
  off<Name extends keyof Events & string>(event: Name, listener: Events[Name] | undefined): this {
    this.self().#listeners.remove(event, listener);
    return this;
  }

  /** {@link on} */
  addListener<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    return this.on(event, listener);
  }

  /** {@link off} */
  removeListener<Name extends keyof Events & string>(event: Name, listener: Events[Name] | undefined): this {
    return this.off(event, listener);
  }

  /** {@link on}, before the listeners that are there. */
  prependListener<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.self().#listeners.add(event, listener, { isFirst: true });
    return this;
  }

  /** {@link once}, before the listeners that are there. */
  prependOnceListener<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.self().#listeners.add(event, listener, { isFirst: true, isOnce: true });
    return this;
  }

  /** Takes every listener off, of one event or of all. */
  removeAllListeners<Name extends keyof Events & string>(event?: Name): this {
    this.self().#listeners.clear(event);
    return this;
  }

  /** The listeners of `event`. */
  listeners<Name extends keyof Events & string>(event: Name): Events[Name][] {
    return this.self().#listeners.of(event) as unknown[] as Events[Name][];
  }

  /** The same as {@link listeners}: nothing is wrapped here. */
  rawListeners<Name extends keyof Events & string>(event: Name): Events[Name][] {
    return this.listeners(event);
  }

  /** How many listeners `event` has. */
  listenerCount<Name extends keyof Events & string>(event: Name): number {
    return this.listeners(event).length;
  }

  /** The events that have listeners. */
  eventNames(): (keyof Events & string)[] {
    return this.self().#listeners.events as (keyof Events & string)[];
  }

  /** Takes Node's limit of listeners. There is none here: it is only given back. */
  setMaxListeners(max: number): this {
    this.self().#maxListeners = max;
    return this;
  }

  /** The limit that was set. Default: {@link defaultMaxListeners} */
  getMaxListeners(): number {
    return this.self().#maxListeners ?? RtmEmitter.defaultMaxListeners;
  }

  /** Calls the listeners of `event`, in their order. What one throws is reported as an uncaught error. */
  emit<Name extends keyof Events & string>(event: Name, ...args: Parameters<Events[Name]>): boolean {
    const self = this.self();
    const isHeard = self.listenerCount(event) > 0;
    self.#listeners.call(event, this, args);
    self.#followers.call(event, this, args);
    return isHeard;
  }

  /** `on` for what stays whatever the app takes off, and is not counted: after the listeners, at every `event`. @internal */
  follow<Name extends keyof Events & string>(event: Name, follower: Events[Name]): void {
    this.self().#followers.add(event, follower);
  }

  /**
   * `emit`, once the call that leads to it has returned. In RTM every event comes from a server, so apps expect none inside
   * their own `cancel()` or `refuse()`. @internal
   */
  tell<Name extends keyof Events & string>(event: Name, ...args: Parameters<Events[Name]>): void {
    queueMicrotask(() => this.emit(event, ...args));
  }
}
