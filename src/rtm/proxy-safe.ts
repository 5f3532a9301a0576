// The base of objects that an app may place where its framework wraps them in a proxy, such as Vue's state.

/** An object whose methods also work through a proxy. A proxy has no private fields, so they are read on `self()`. */
export class ProxySafe {
  /** Returns the object itself. Proxies do not wrap functions. @internal */
  protected readonly self = (): this => this;
}
