// The difference between the two SDKs when the state does not allow a call, on which apps depend. Agora's SDK throws;
// anyRTC's does nothing, so that a hang-up button works whenever it is pressed.
import { LogoutError } from "./error-code.ts";
import { LOCAL_CALLS, REMOTE_CALLS, type Refusal } from "./mapping.ts";
import type { LocalInvitationState, RemoteInvitationState } from "./status-code.ts";

/** What a call does in a state: throws this code, does nothing, or, if undefined, does its work. */
export type Ruling = Refusal | "nothing" | undefined;

/** The ruling for each state. */
export type Rulings<State extends string> = Readonly<Record<State, Ruling>>;

/** The rulings for each call. */
export interface Manners {
  readonly send: Rulings<LocalInvitationState>;
  readonly cancel: Rulings<LocalInvitationState>;
  /** For `cancel()` while no user is logged in. */
  readonly cancelLoggedOut: Rulings<LocalInvitationState>;
  readonly accept: Rulings<RemoteInvitationState>;
  readonly refuse: Rulings<RemoteInvitationState>;
  /** For `login()` with a uid whose login is under way. */
  readonly loginMeanwhile: "refused" | "the same";
  /** For `logout()` while no user is logged in. */
  readonly logoutLoggedOut: number | "nothing";
}

/** The rulings of clients made by `AgoraRTM`. */
export const AGORA: Manners = {
  ...LOCAL_CALLS,
  ...REMOTE_CALLS,
  cancelLoggedOut: LOCAL_CALLS.cancel,
  loginMeanwhile: "refused",
  logoutLoggedOut: LogoutError.LOGOUT_ERR_USER_NOT_LOGGED_IN,
};

const ENDED = {
  ACCEPTED_BY_REMOTE: "nothing",
  REFUSED_BY_REMOTE: "nothing",
  CANCELED: "nothing",
  FAILURE: "nothing",
} as const;

const ANSWERED = {
  INVITATION_RECEIVED: undefined,
  ACCEPT_SENT_TO_LOCAL: "nothing",
  ACCEPTED: "nothing",
  REFUSED: "nothing",
  CANCELED: "nothing",
  FAILURE: "nothing",
} as const;

/** The rulings of clients made by `ArRTM`. Here too an invitation ends only once, so sending it again is refused. */
export const ANYRTC: Manners = {
  send: LOCAL_CALLS.send,
  cancel: { ...LOCAL_CALLS.cancel, ...ENDED },
  cancelLoggedOut: { ...LOCAL_CALLS.cancel, ...ENDED, IDLE: "nothing" },
  accept: ANSWERED,
  refuse: ANSWERED,
  loginMeanwhile: "the same",
  logoutLoggedOut: "nothing",
};
