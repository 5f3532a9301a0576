// The events of an invitation on either side, each with its listener.
import type { LocalInvitationFailureReason, RemoteInvitationFailureReason } from "./status-code.ts";

/** The events of a LocalInvitation. */
export interface LocalInvitationEvents {
  /** It rings at the callee. */
  LocalInvitationReceivedByPeer(): void;
  /** Both ends are accepted; `response` is also the invitation's property. */
  LocalInvitationAccepted(response: string): void;
  LocalInvitationRefused(response: string): void;
  LocalInvitationCanceled(): void;
  LocalInvitationFailure(reason: LocalInvitationFailureReason): void;
}

/** The events of a RemoteInvitation. */
export interface RemoteInvitationEvents {
  /** Both ends are accepted: the caller has confirmed. */
  RemoteInvitationAccepted(): void;
  RemoteInvitationRefused(): void;
  /** `content`: the invitation's content as it was at the caller when it canceled. */
  RemoteInvitationCanceled(content: string): void;
  RemoteInvitationFailure(reason: RemoteInvitationFailureReason): void;
}
