// The events and the snapshot of a client.
import type { InvitationError } from "../base/pure/errors.ts";
import type { TransportState } from "../transport/transport.ts";
import type { Invitation } from "./kinds.ts";
import type { MissedInvitation } from "./missed.ts";
import type { Policy } from "./policy.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";

/** The events of an {@link InvitationClient}, each with its listener's parameters. */
export type InvitationClientEvents = {
  /** An incoming invitation begins to ring here. */
  readonly invitation: readonly [invitation: RemoteInvitation];
  /**
   * An incoming invitation was missed: nobody here answered it. Fires once for each, whether it rang (then after its
   * own events) or was turned away without ringing.
   */
  readonly missed: readonly [missed: MissedInvitation];
  /** The state, the peer id, the policy, the open invitations, or the calls changed. */
  readonly changed: readonly [snapshot: InvitationClientSnapshot];
  /**
   * Something is wrong with the broker or the Peer. Codes: `peer-id-taken`, `invalid-peer-id`, `broker-unreachable`,
   * `broker-refused`, `webrtc-unsupported`, `gate-unsupported`, `posts-unsupported`.
   */
  readonly error: readonly [error: InvitationError];
};

/** The whole state of an {@link InvitationClient} at one moment, frozen. */
export interface InvitationClientSnapshot {
  /** The state of the broker connection: `connecting` at first, `online`, `offline` after a loss, `closed` for good. */
  readonly state: TransportState;
  /** Our peer id at the broker; undefined until it is known. */
  readonly peerId: string | undefined;
  /** The open invitations of both directions, oldest first. */
  readonly invitations: readonly Invitation[];
  /**
   * The calls that are on: the accepted invitations whose line is open here, in the order in which the lines were
   * opened.
   */
  readonly calls: readonly Invitation[];
  /** The policy in force: which invitations ring here. */
  readonly policy: Policy;
}
