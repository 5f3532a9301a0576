// RTM's events, each with its listener, `RtmEvents` there.
import type { ChannelAttributes } from "./attributes.ts";
import type { PeersOnlineStatusMap, ReceivedMessage, ReceivedMessageProperties } from "./message.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";
import type { ConnectionChangeReason, ConnectionState } from "./status-code.ts";

export type { LocalInvitationEvents, RemoteInvitationEvents } from "./invitation-events.ts";

/** The events of an RtmClient. Those about tokens and proxies never fire: there are none. */
export interface RtmClientEvents {
  /** An invitation rings here now. */
  RemoteInvitationReceived(remoteInvitation: RemoteInvitation): void;
  /** How the client stands with its broker. What rings on open links does not depend on it. */
  ConnectionStateChanged(newState: ConnectionState, reason: ConnectionChangeReason): void;
  MessageFromPeer(message: ReceivedMessage, peerId: string, messageProps: ReceivedMessageProperties): void;
  /** After a subscription with what is known of its peers already, then of each peer as it becomes known or changes. */
  PeersOnlineStatusChanged(status: PeersOnlineStatusMap): void;
  TokenExpired(): void;
  TokenPrivilegeWillExpire(): void;
  TokenWillExpired(): void;
  TokenDidExpired(): void;
  FallbackProxyConnected(): void;
}

/** The events of an RtmChannel. None ever fires: channels are not part of peer-invite. */
export interface RtmChannelEvents {
  ChannelMessage(message: ReceivedMessage, memberId: string, messageProps: ReceivedMessageProperties): void;
  MemberJoined(memberId: string): void;
  MemberLeft(memberId: string): void;
  MemberCountUpdated(memberCount: number): void;
  AttributesUpdated(attributes: ChannelAttributes): void;
}
