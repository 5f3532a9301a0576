// RTM's numbers for errors, `RtmErrorCode` there: the names and numbers of anyRTC's SDK. For the calls of invitations they
// are Agora's too.
import { codes } from "./words.ts";

/** Of a call that makes no sense here. */
export const BasicErrorCode = codes("", { INVALID_OPERATION: 1 });

/** Of `createLocalInvitation`, `send`, `cancel`, `accept` and `refuse`; `OK` is the native SDKs' and only there. */
export const InvitationApiCallError = codes("INVITATION_API_CALL_ERR_", {
  OK: 0,
  INVALID_ARGUMENT: 1,
  NOT_STARTED: 2,
  ALREADY_END: 3,
  ALREADY_ACCEPT: 4,
  ALREADY_SENT: 5,
});

/** Of `createInstance`. */
export const CreateInstanceError = codes("CREATE_INSTANCE_ERR_", { INVALID_ARGUMENT: 1 });

/** Of `login`. */
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

/** Of `logout`. */
export const LogoutError = codes("LOGOUT_ERR_", { USER_NOT_LOGGED_IN: 102 });

/** Of `renewToken`. */
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

/** Of `sendMessageToPeer`. */
export const PeerMessageError = codes("PEER_MESSAGE_ERR_", {
  FAILURE: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 5,
  INVALID_USERID: 6,
  INVALID_MESSAGE: 7,
  USER_NOT_LOGGED_IN: 102,
});

/** Of `subscribePeersOnlineStatus` and `unsubscribePeersOnlineStatus`. */
export const PeerSubscriptionStatusError = codes("PEER_SUBSCRIPTION_STATUS_ERR_", {
  FAILURE: 1,
  INVALID_ARGUMENT: 2,
  REJECTED: 3,
  TIMEOUT: 4,
  TOO_OFTEN: 5,
  OVERFLOW: 6,
  USER_NOT_LOGGED_IN: 102,
});

/** Of `queryPeersBySubscriptionOption`. */
export const QueryPeersBySubscriptionOptionError = codes("QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_", {
  FAILURE: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 3,
  USER_NOT_LOGGED_IN: 102,
});

/** Of `queryPeersOnlineStatus`. */
export const QueryPeersOnlineStatusError = codes("QUERY_PEERS_ONLINE_STATUS_ERR_", {
  INVALID_ARGUMENT: 0,
  REJECTED: 1,
  TIMEOUT: 2,
  TOO_OFTEN: 3,
  USER_NOT_LOGGED_IN: 102,
});

/** Of the native SDKs' `onLocalInvitationFailure`; `UNKNOWN` is ours, where they have no number. */
export const LocalInvitationError = codes("LOCAL_INVITATION_ERR_", {
  OK: 0,
  PEER_OFFLINE: 1,
  PEER_NO_RESPONSE: 2,
  INVITATION_EXPIRE: 3,
  NOT_LOGGEDIN: 4,
  UNKNOWN: 5,
});

/** Of the native SDKs' `onRemoteInvitationFailure`; `UNKNOWN` is ours, where they have no number. */
export const RemoteInvitationError = codes("REMOTE_INVITATION_ERR_", {
  OK: 0,
  PEER_OFFLINE: 1,
  ACCEPT_FAILURE: 2,
  INVITATION_EXPIRE: 3,
  UNKNOWN: 4,
});
