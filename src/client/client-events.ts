// What a client shows: its events and its snapshot.
import type { InvitationError } from "../base/pure/errors.ts";
import type { TransportState } from "../transport/transport.ts";
import type { LocalInvitation } from "./local-invitation.ts";
import type { MissedInvitation } from "./missed.ts";
import type { Policy } from "./policy.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";

/** The events of an {@link InvitationClient}, each with its listener's parameters. */
export type InvitationClientEvents = {
  /** An invitation rings here now. */
  readonly invitation: readonly [invitation: RemoteInvitation];
  /**
   * Nobody here answered an invitation. Fires once for each, whether it rang (after its own events) or was turned away
   * without ringing.
   */
  readonly missed: readonly [missed: MissedInvitation];
  /** The state, the peer id, the policy, or the set of open invitations or of calls changed. */
  readonly changed: readonly [snapshot: InvitationClientSnapshot];
  /** Something is wrong with the broker: codes `peer-id-taken`, `invalid-peer-id`, `broker-unreachable`, `broker-refused`, `webrtc-unsupported`. */
  readonly error: readonly [error: InvitationError];
};

/** All there is to show of an {@link InvitationClient}. */
export interface InvitationClientSnapshot {
  /** How it stands with the broker: `connecting` at first, `online`, `offline` after a loss, `closed` for good. */
  readonly state: TransportState;
  /** Our id at the broker; undefined until it is known. */
  readonly peerId: string | undefined;
  /** The open invitations of both directions, the oldest first. */
  readonly invitations: readonly (LocalInvitation | RemoteInvitation)[];
  /** The calls that are on: the accepted invitations whose line is open here, in the order they were opened. */
  readonly calls: readonly (LocalInvitation | RemoteInvitation)[];
  /** Which invitations ring here. */
  readonly policy: Policy;
}
