// The events of an invitation on either side, each with its listener.
import type { LocalInvitationFailureReason, RemoteInvitationFailureReason } from "./status-code.ts";

/** The events of a LocalInvitation. */
export interface LocalInvitationEvents {
  /** The invitation rings at the callee. */
  LocalInvitationReceivedByPeer(): void;
  /** The invitation is accepted at both ends. `response` is also a property of the invitation. */
  LocalInvitationAccepted(response: string): void;
  LocalInvitationRefused(response: string): void;
  LocalInvitationCanceled(): void;
  LocalInvitationFailure(reason: LocalInvitationFailureReason): void;
}

/** The events of a RemoteInvitation. */
export interface RemoteInvitationEvents {
  /** The invitation is accepted at both ends: the caller has confirmed. */
  RemoteInvitationAccepted(): void;
  RemoteInvitationRefused(): void;
  /** `content`: the invitation's content at the caller when it canceled. */
  RemoteInvitationCanceled(content: string): void;
  RemoteInvitationFailure(reason: RemoteInvitationFailureReason): void;
}
