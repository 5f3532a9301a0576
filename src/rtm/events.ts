// RTM's events, called `RtmEvents` there, each with its listener.
import type { ChannelAttributes } from "./attributes.ts";
import type { PeersOnlineStatusMap, ReceivedMessage, ReceivedMessageProperties } from "./message.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";
import type { ConnectionChangeReason, ConnectionState } from "./status-code.ts";

export type { LocalInvitationEvents, RemoteInvitationEvents } from "./invitation-events.ts";

/** The events of an RtmClient. Those about tokens and proxies never fire, because there are neither here. */
export interface RtmClientEvents {
  /** An invitation begins to ring here. */
  RemoteInvitationReceived(remoteInvitation: RemoteInvitation): void;
  /** The state of the broker connection changed. Invitations that ring on open links do not depend on it. */
  ConnectionStateChanged(newState: ConnectionState, reason: ConnectionChangeReason): void;
  MessageFromPeer(message: ReceivedMessage, peerId: string, messageProps: ReceivedMessageProperties): void;
  /**
   * The online status of subscribed users: first of all users of a new subscription, then of each as it becomes known
   * or changes.
   */
  PeersOnlineStatusChanged(status: PeersOnlineStatusMap): void;
  TokenExpired(): void;
  TokenPrivilegeWillExpire(): void;
  TokenWillExpired(): void;
  TokenDidExpired(): void;
  FallbackProxyConnected(): void;
}

/** The events of an RtmChannel. None ever fires, because peer-invite does not support channels. */
export interface RtmChannelEvents {
  ChannelMessage(message: ReceivedMessage, memberId: string, messageProps: ReceivedMessageProperties): void;
  MemberJoined(memberId: string): void;
  MemberLeft(memberId: string): void;
  MemberCountUpdated(memberCount: number): void;
  AttributesUpdated(attributes: ChannelAttributes): void;
}
