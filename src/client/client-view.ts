// What a client shows: its snapshot, and the parts of it by name.
import { ObservableEmitter } from "../base/observable.ts";
import { keepSame } from "../base/same.ts";
import type { TransportState } from "../transport/transport.ts";
import type { InvitationClientEvents, InvitationClientSnapshot } from "./client-events.ts";
import type { Invitation } from "./kinds.ts";
import type { Policy } from "./policy.ts";

/** The base of a client. Apps use it as InvitationClient. */
export class ClientView extends ObservableEmitter<InvitationClientSnapshot, InvitationClientEvents> {
  #snapshot: InvitationClientSnapshot;

  /** @internal */
  constructor(policy: Policy) {
    super({ invitation: true, missed: true, changed: true, error: true });
    this.#snapshot = Object.freeze({
      state: "connecting",
      peerId: undefined,
      invitations: [],
      calls: [],
      policy,
    });
  }

  /** The state of the broker connection. Open links, and the invitations that ring on them, do not depend on it. */
  get state(): TransportState {
    return this.#snapshot.state;
  }

  /** Our peer id at the broker; undefined until it is known. */
  get peerId(): string | undefined {
    return this.#snapshot.peerId;
  }

  /** The open invitations of both directions, oldest first. */
  get invitations(): readonly Invitation[] {
    return this.#snapshot.invitations;
  }

  /**
   * The calls that are on: the accepted invitations whose line is open here, in the order in which the lines were
   * opened.
   */
  get calls(): readonly Invitation[] {
    return this.#snapshot.calls;
  }

  /** The policy in force: which invitations ring here. Frozen. */
  get policy(): Policy {
    return this.#snapshot.policy;
  }

  /**
   * The client's whole state, frozen. The object stays the same until something changes. `changed` fires with each new
   * one, unless a listener has already caused a newer one.
   */
  get snapshot(): InvitationClientSnapshot {
    return this.#snapshot;
  }

  /**
   * Applies `news` to the snapshot at once. Returns a function that tells the listeners, unless a newer snapshot has
   * replaced it by then.
   * @internal
   */
  protected change(news: Partial<InvitationClientSnapshot>): () => void {
    const before = this.#snapshot;
    const snapshot = keepSame(before, Object.freeze({ ...before, ...news }));
    this.#snapshot = snapshot;
    return () => {
      if (snapshot !== before && snapshot === this.#snapshot) this.fire("changed", snapshot);
    };
  }
}
