// What an app holds, and may put where its framework answers with a proxy for it, as Vue does for whatever is in its state.

/** An object whose methods work through a proxy, too: private fields are not found on one, so they are looked up on `self()`. */
export class Held {
  /** The object itself. A function is what no proxy wraps. @internal */
  protected readonly self = (): this => this;
}
