// RTM's error numbers, called `RtmErrorCode` there, with the names and numbers of anyRTC's SDK. For the calls of
// invitations, Agora's are the same.
import { codes } from "./words.ts";

/** The codes of calls that make no sense here. */
export const BasicErrorCode = codes("", { INVALID_OPERATION: 1 });

/**
 * The codes of `createLocalInvitation`, `send`, `cancel`, `accept` and `refuse`. `OK` exists only in the native SDKs.
 */
export const InvitationApiCallError = codes("INVITATION_API_CALL_ERR_", {
  OK: 0,
  INVALID_ARGUMENT: 1,
  NOT_STARTED: 2,
  ALREADY_END: 3,
  ALREADY_ACCEPT: 4,
  ALREADY_SENT: 5,
});

/** The codes of `createInstance`. */
export const CreateInstanceError = codes("CREATE_INSTANCE_ERR_", { INVALID_ARGUMENT: 1 });

/** The codes of `login`. */
export const LoginError = codes("LOGIN_ERR_", {
  UNKNOWN: 1,
  INVALID_ARGUMENT: 2,
  INVALID_APP_ID: 3,
  INVALID_TOKEN: 4,
  TOKEN_EXPIRED: 5,
  NOT_AUTHORIZED: 6,
  ALREADY_LOGIN: 7,
  TIMEOUT: 8,
  TOO_OFTEN: 9,
  ABORTED_BY_LOGOUT: 10,
  GATEWAY_CONNECT_FAILED: 11,
});

/** The codes of `logout`. */
export const LogoutError = codes("LOGOUT_ERR_", { USER_NOT_LOGGED_IN: 102 });

/** The codes of `renewToken`. */
export const RenewTokenError = codes("RENEW_TOKEN_ERR_", {
  FAILURE: 1,
  INVALID_ARGUMENT: 2,
  REJECTED: 3,
  TOO_OFTEN: 4,
  TOKEN_EXPIRED: 5,
  INVALID_TOKEN: 6,
  USER_NOT_LOGGED_IN: 102,
  ABORTED_BY_LOGOUT: 201,
});

/** The codes of `sendMessageToPeer`. */
export const PeerMessageError = codes("PEER_MESSAGE_ERR_", {
  FAILURE: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 5,
  INVALID_USERID: 6,
  INVALID_MESSAGE: 7,
  USER_NOT_LOGGED_IN: 102,
});

/** The codes of `subscribePeersOnlineStatus` and `unsubscribePeersOnlineStatus`. */
export const PeerSubscriptionStatusError = codes("PEER_SUBSCRIPTION_STATUS_ERR_", {
  FAILURE: 1,
  INVALID_ARGUMENT: 2,
  REJECTED: 3,
  TIMEOUT: 4,
  TOO_OFTEN: 5,
  OVERFLOW: 6,
  USER_NOT_LOGGED_IN: 102,
});

/** The codes of `queryPeersBySubscriptionOption`. */
export const QueryPeersBySubscriptionOptionError = codes("QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_", {
  FAILURE: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 3,
  USER_NOT_LOGGED_IN: 102,
});

/** The codes of `queryPeersOnlineStatus`. */
export const QueryPeersOnlineStatusError = codes("QUERY_PEERS_ONLINE_STATUS_ERR_", {
  INVALID_ARGUMENT: 0,
  REJECTED: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 3,
  USER_NOT_LOGGED_IN: 102,
});

/** The codes of the native SDKs' `onLocalInvitationFailure`. `UNKNOWN` is ours, for reasons without a number there. */
export const LocalInvitationError = codes("LOCAL_INVITATION_ERR_", {
  OK: 0,
  PEER_OFFLINE: 1,
  PEER_NO_RESPONSE: 2,
  INVITATION_EXPIRE: 3,
  NOT_LOGGEDIN: 4,
  UNKNOWN: 5,
});

/** The codes of the native SDKs' `onRemoteInvitationFailure`. `UNKNOWN` is ours, for reasons without a number there. */
export const RemoteInvitationError = codes("REMOTE_INVITATION_ERR_", {
  OK: 0,
  PEER_OFFLINE: 1,
  ACCEPT_FAILURE: 2,
  INVITATION_EXPIRE: 3,
  UNKNOWN: 4,
});

/** The codes of attributes, which peer-invite does not support, as is everything below. */
export const AttributeOperationError = codes("ATTRIBUTE_OPERATION_ERR_", {
  FAILURE: 2,
  INVALID_ARGUMENT: 3,
  SIZE_OVERFLOW: 4,
  TOO_OFTEN: 5,
  USER_NOT_FOUND: 6,
  TIMEOUT: 7,
  USER_NOT_LOGGED_IN: 102,
});

/** The codes of a channel's `sendMessage`. */
export const ChannelMessageError = codes("CHANNEL_MESSAGE_ERR_", {
  FAILURE: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 3,
  INVALID_MESSAGE: 4,
  NOT_IN_CHANNEL: 5,
  USER_NOT_LOGGED_IN: 102,
});

/** The codes of `createChannel`. */
export const CreateChannelError = codes("CREATE_CHANNEL_ERR_", { INVALID_ARGUMENT: 1 });

/** The codes of `getChannelMemberCount`. */
export const GetChannelMemberCountErrCode = codes("GET_CHANNEL_MEMBER_COUNT_ERR_", {
  FAILURE: 1,
  INVALID_ARGUMENT: 2,
  TOO_OFTEN: 3,
  TIMEOUT: 4,
  EXCEED_LIMIT: 5,
  NOT_INITIALIZED: 101,
  USER_NOT_LOGGED_IN: 102,
});

/** The codes of a channel's `getMembers`. */
export const GetMembersError = codes("GET_MEMBERS_ERR_", {
  FAILURE: 1,
  REJECTED: 2,
  TIMEOUT: 3,
  TOO_OFTEN: 4,
  NOT_IN_CHANNEL: 5,
  USER_NOT_LOGGED_IN: 6,
});

/** The codes of a channel's `join`. */
export const JoinChannelError = codes("JOIN_CHANNEL_", {
  ERR_FAILURE: 1,
  ERR_REJECTED: 2,
  ERR_INVALID_ARGUMENT: 3,
  TIMEOUT: 4,
  ERR_EXCEED_LIMIT: 5,
  ERR_ALREADY_JOINED: 6,
  ERR_TOO_OFTEN: 7,
  ERR_JOIN_SAME_CHANNEL_TOO_OFTEN: 8,
  ERR_USER_NOT_LOGGED_IN: 102,
  ERR_ABORTED_BY_LEAVE: 210,
  ERR_ALREADY_JOINED_CHANNEL_OF_SAME_ID: 211,
});

/** The codes of a channel's `leave`. */
export const LeaveChannelError = codes("LEAVE_CHANNEL_ERR_", {
  FAILURE: 1,
  REJECTED: 2,
  NOT_IN_CHANNEL: 3,
  USER_NOT_LOGGED_IN: 102,
});
