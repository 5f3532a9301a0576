// Events with the methods of Node's emitter, like the objects of RTM.

import { ListenerTable } from "../base/listeners.ts";
import { ProxySafe } from "./proxy-safe.ts";

/** An object's events: each name with its listener. */
export type Listeners<Events> = { readonly [Name in keyof Events]: (...args: never[]) => void };

/** An object with events. Every method can be chained, except `emit` and those that return something else. */
export class RtmEmitter<Events extends Listeners<Events>> extends ProxySafe {
  /** Node's limit on listeners. There is no limit here. */
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

  /** Removes `listener`. Does nothing if it was never added, or is undefined. */
  off<Name extends keyof Events & string>(event: Name, listener: Events[Name] | undefined): this {
    this.self().#listeners.remove(event, listener);
    return this;
  }

  /** Like {@link on}. */
  addListener<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    return this.on(event, listener);
  }

  /** Like {@link off}. */
  removeListener<Name extends keyof Events & string>(event: Name, listener: Events[Name] | undefined): this {
    return this.off(event, listener);
  }

  /** Like {@link on}, but before the present listeners. */
  prependListener<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.self().#listeners.add(event, listener, { isFirst: true });
    return this;
  }

  /** Like {@link once}, but before the present listeners. */
  prependOnceListener<Name extends keyof Events & string>(event: Name, listener: Events[Name]): this {
    this.self().#listeners.add(event, listener, { isFirst: true, isOnce: true });
    return this;
  }

  /** Removes every listener, of one event or of all. */
  removeAllListeners<Name extends keyof Events & string>(event?: Name): this {
    this.self().#listeners.clear(event);
    return this;
  }

  /** The listeners of `event`. */
  listeners<Name extends keyof Events & string>(event: Name): Events[Name][] {
    return this.self().#listeners.of(event) as unknown[] as Events[Name][];
  }

  /** The same as {@link listeners}, because listeners are not wrapped here. */
  rawListeners<Name extends keyof Events & string>(event: Name): Events[Name][] {
    return this.listeners(event);
  }

  /** The number of listeners of `event`. */
  listenerCount<Name extends keyof Events & string>(event: Name): number {
    return this.listeners(event).length;
  }

  /** The events that have listeners. */
  eventNames(): (keyof Events & string)[] {
    return this.self().#listeners.events as (keyof Events & string)[];
  }

  /** Stores Node's limit on listeners. It has no effect here except that it can be read again. */
  setMaxListeners(max: number): this {
    this.self().#maxListeners = max;
    return this;
  }

  /** The limit that was set. Default: {@link defaultMaxListeners}. */
  getMaxListeners(): number {
    return this.self().#maxListeners ?? RtmEmitter.defaultMaxListeners;
  }

  /** Calls the listeners of `event` in order. If one throws, that is reported as an uncaught error. */
  emit<Name extends keyof Events & string>(event: Name, ...args: Parameters<Events[Name]>): boolean {
    const self = this.self();
    const isHeard = self.listenerCount(event) > 0;
    self.#listeners.call(event, this, args);
    self.#followers.call(event, this, args);
    return isHeard;
  }

  /**
   * Like `on`, but the follower is called after the listeners, is not counted, and cannot be removed by the app.
   * @internal
   */
  follow<Name extends keyof Events & string>(event: Name, follower: Events[Name]): void {
    this.self().#followers.add(event, follower);
  }

  /**
   * Like `emit`, but after the call that leads to it has returned. In RTM every event comes from a server, so apps
   * expect none inside their own `cancel()` or `refuse()`.
   * @internal
   */
  tell<Name extends keyof Events & string>(event: Name, ...args: Parameters<Events[Name]>): void {
    queueMicrotask(() => this.emit(event, ...args));
  }
}
