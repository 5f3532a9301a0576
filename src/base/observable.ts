// Objects that an app can watch: they have a snapshot, and events that announce each new one.
import { Emitter, type EventMap, type Listener } from "./emitter.ts";

/**
 * The interface of every object with a snapshot: the client, invitations, lines, calls, histories. A binding for a UI
 * framework needs nothing more.
 */
export interface Observable<Snapshot> {
  /** The object's whole state, frozen. The object stays the same until something changes. */
  readonly snapshot: Snapshot;
  /** Calls `listener` after each change of the snapshot. Returns a function that ends this. */
  subscribe(listener: () => void): () => void;
}

/** The events of an observable object, which include `changed` for each new snapshot. */
export type ObservableEvents<Snapshot> = EventMap & { readonly changed: readonly [snapshot: Snapshot] };

/** The base of all observable objects. */
export abstract class ObservableEmitter<Snapshot, Events extends ObservableEvents<Snapshot>>
  extends Emitter<Events>
  implements Observable<Snapshot>
{
  abstract get snapshot(): Snapshot;

  /** Calls `listener` after each change of the snapshot. Returns a function that ends this. */
  subscribe(listener: () => void): () => void {
    const tell = (() => listener()) as Listener<Events, "changed">;
    this.on("changed", tell);
    return () => {
      this.off("changed", tell);
    };
  }
}
