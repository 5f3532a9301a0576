// Where the two SDKs differ in what becomes of a call that the state does not allow, and apps depend on it: Agora's throws,
// and anyRTC's does nothing, so that a button for hanging up works whenever it is pressed.
import { LogoutError } from "./error-code.ts";
import { LOCAL_CALLS, REMOTE_CALLS, type Refusal } from "./mapping.ts";
import type { LocalInvitationState, RemoteInvitationState } from "./status-code.ts";

/** What becomes of a call: the code that it throws, nothing at all, or, when undefined, what it is for. */
export type Ruling = Refusal | "nothing" | undefined;

/** By state, what becomes of a call. */
export type Rulings<State extends string> = Readonly<Record<State, Ruling>>;

/** What becomes of each call, by state. */
export interface Manners {
  readonly send: Rulings<LocalInvitationState>;
  readonly cancel: Rulings<LocalInvitationState>;
  /** `cancel()` while nobody is logged in. */
  readonly cancelLoggedOut: Rulings<LocalInvitationState>;
  readonly accept: Rulings<RemoteInvitationState>;
  readonly refuse: Rulings<RemoteInvitationState>;
  /** `login()` with a uid that is being logged in already. */
  readonly loginMeanwhile: "refused" | "the same";
  /** `logout()` while nobody is logged in. */
  readonly logoutLoggedOut: number | "nothing";
}

/** Clients that `AgoraRTM` makes. */
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

/** Clients that `ArRTM` makes. An invitation ends once here, too: sending it again is refused. */
export const ANYRTC: Manners = {
  send: LOCAL_CALLS.send,
  cancel: { ...LOCAL_CALLS.cancel, ...ENDED },
  cancelLoggedOut: { ...LOCAL_CALLS.cancel, ...ENDED, IDLE: "nothing" },
  accept: ANSWERED,
  refuse: ANSWERED,
  loginMeanwhile: "the same",
  logoutLoggedOut: "nothing",
};
