// Objects that an app can watch: they have a snapshot, and events that announce each new one.
import { checkFunction } from "./check.ts";
import { Emitter, type EventMap, type Listener } from "./emitter.ts";

/** `T`, where TypeScript is not to infer it: what infers a snapshot reads it from the property alone. */
type NotInferred<T> = [T][T extends unknown ? 0 : never];

/**
 * The interface of every object with a snapshot: the client, invitations, lines, calls, histories. A binding for a UI
 * framework needs nothing more.
 */
export interface Observable<Snapshot> {
  /** The object's whole state, frozen. The object stays the same until something changes. */
  readonly snapshot: Snapshot;
  /** Calls `listener` after each change of the snapshot. Returns a function that ends this. */
  subscribe(listener: () => void): () => void;
  /** Calls `listener` with each new snapshot. */
  on(event: "changed", listener: (snapshot: NotInferred<Snapshot>) => void): unknown;
}

/** The events of an observable object, which include `changed` for each new snapshot. */
export type ObservableEvents<Snapshot> = EventMap & { readonly changed: readonly [snapshot: Snapshot] };

/**
 * The base of all observable objects. Each of its classes is an {@link Observable} of its snapshot, as
 * src/index.test-d.ts shows. TypeScript cannot see it here, where the events are still unknown.
 */
export abstract class ObservableEmitter<
  Snapshot,
  Events extends ObservableEvents<Snapshot>,
> extends Emitter<Events> {
  abstract get snapshot(): Snapshot;

  /** Calls `listener` after each change of the snapshot. Returns a function that ends this. */
  subscribe(listener: () => void): () => void {
    checkFunction("the listener", listener, "subscribe");
    const tell = (() => listener()) as Listener<Events, "changed">;
    this.on("changed", tell);
    return () => {
      this.off("changed", tell);
    };
  }
}
