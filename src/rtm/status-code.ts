// RTM's words for states and reasons, called `RtmStatusCode` there, from both SDKs.
import { words } from "./words.ts";

/** The states of the caller's side of an invitation. */
export const LocalInvitationState = words(
  "IDLE",
  "SENT_TO_REMOTE",
  "RECEIVED_BY_REMOTE",
  "ACCEPTED_BY_REMOTE",
  "REFUSED_BY_REMOTE",
  "CANCELED",
  "FAILURE",
);
/** See the table of the same name. */
export type LocalInvitationState = keyof typeof LocalInvitationState;

/** The states of the callee's side of an invitation. */
export const RemoteInvitationState = words(
  "INVITATION_RECEIVED",
  "ACCEPT_SENT_TO_LOCAL",
  "REFUSED",
  "ACCEPTED",
  "CANCELED",
  "FAILURE",
);
/** See the table of the same name. */
export type RemoteInvitationState = keyof typeof RemoteInvitationState;

/** Why the caller's side failed. */
export const LocalInvitationFailureReason = words(
  "UNKNOWN",
  "PEER_NO_RESPONSE",
  "INVITATION_EXPIRE",
  "PEER_OFFLINE",
  "NOT_LOGGEDIN",
);
/** See the table of the same name. */
export type LocalInvitationFailureReason = keyof typeof LocalInvitationFailureReason;

/** Why the callee's side failed. */
export const RemoteInvitationFailureReason = words(
  "UNKNOWN",
  "PEER_OFFLINE",
  "ACCEPT_FAILURE",
  "INVITATION_EXPIRE",
);
/** See the table of the same name. */
export type RemoteInvitationFailureReason = keyof typeof RemoteInvitationFailureReason;

/** The states of a client's broker connection. */
export const ConnectionState = words("DISCONNECTED", "CONNECTING", "CONNECTED", "RECONNECTING", "ABORTED");
/** See the table of the same name. */
export type ConnectionState = keyof typeof ConnectionState;

/** Why the state of the connection changed. */
export const ConnectionChangeReason = words(
  "LOGIN",
  "LOGIN_SUCCESS",
  "LOGIN_FAILURE",
  "LOGIN_TIMEOUT",
  "INTERRUPTED",
  "LOGOUT",
  "BANNED_BY_SERVER",
  "REMOTE_LOGIN",
  "TOKEN_EXPIRED",
);
/** See the table of the same name. */
export type ConnectionChangeReason = keyof typeof ConnectionChangeReason;

/** The online status of another user. */
export const PeerOnlineState = words("ONLINE", "UNREACHABLE", "OFFLINE");
/** See the table of the same name. */
export type PeerOnlineState = keyof typeof PeerOnlineState;

/** The kinds of status that can be subscribed to. */
export const PeerSubscriptionOption = words("ONLINE_STATUS");
/** See the table of the same name. */
export type PeerSubscriptionOption = keyof typeof PeerSubscriptionOption;

/** The kinds of message. This package carries `TEXT`. */
export const MessageType = words("TEXT", "RAW", "IMAGE", "FILE");
/** See the table of the same name. */
export type MessageType = keyof typeof MessageType;

/** RTM's regions. They have no effect here. */
export const AreaCode = words("GLOBAL", "CHINA", "NORTH_AMERICA", "EUROPE", "ASIA", "JAPAN", "INDIA");
/** See the table of the same name. */
export type AreaCode = keyof typeof AreaCode;

/** RTM's former names for regions. */
export const LegacyAreaCode = words("CN", "NA", "EU", "AS", "JP", "IN", "GLOB", "OC", "SA", "AF", "OVS");
/** See the table of the same name. */
export type LegacyAreaCode = keyof typeof LegacyAreaCode;
