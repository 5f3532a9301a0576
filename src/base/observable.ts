// What an app can watch: something with a snapshot, and events that say when there is a new one.
import { Emitter, type EventMap, type Listener } from "./emitter.ts";

/**
 * The small shape that every object with a snapshot has: the client, invitations, lines, calls, histories. It is all that a
 * binding for a UI framework needs.
 */
export interface Observable<Snapshot> {
  /** All there is to show, frozen. The same object until something changes. */
  readonly snapshot: Snapshot;
  /** Calls `listener` after each change of the snapshot. Returns how to end that. */
  subscribe(listener: () => void): () => void;
}

/** The events of an observable object: one of them tells of each new snapshot. */
export type ObservableEvents<Snapshot> = EventMap & { readonly changed: readonly [snapshot: Snapshot] };

/** The base of all observable objects. */
export abstract class ObservableEmitter<Snapshot, Events extends ObservableEvents<Snapshot>>
  extends Emitter<Events>
  implements Observable<Snapshot>
{
  abstract get snapshot(): Snapshot;

  /** Calls `listener` after each change of the snapshot. Returns how to end that. */
  subscribe(listener: () => void): () => void {
    const tell = (() => listener()) as Listener<Events, "changed">;
    this.on("changed", tell);
    return () => {
      this.off("changed", tell);
    };
  }
}
