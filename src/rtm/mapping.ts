// Maps the states, reasons, events and refused calls of an invitation from peer-invite to RTM.
import type {
  RemoteInvitation as CalleeInvitation,
  LocalInvitation as CallerInvitation,
  LocalFailure,
  LocalState,
  RemoteFailure,
  RemoteState,
} from "../index.ts";
import type { RtmEmitter } from "./emitter.ts";
import { InvitationApiCallError } from "./error-code.ts";
import type { LocalInvitationEvents, RemoteInvitationEvents } from "./invitation-events.ts";
import type {
  LocalInvitationFailureReason,
  LocalInvitationState,
  RemoteInvitationFailureReason,
  RemoteInvitationState,
} from "./status-code.ts";

/** The caller's states. */
export const LOCAL_STATES = {
  idle: "IDLE",
  sent: "SENT_TO_REMOTE",
  received: "RECEIVED_BY_REMOTE",
  accepted: "ACCEPTED_BY_REMOTE",
  refused: "REFUSED_BY_REMOTE",
  canceled: "CANCELED",
  failed: "FAILURE",
} as const satisfies Record<LocalState["kind"], LocalInvitationState>;

/** The callee's states. */
export const REMOTE_STATES = {
  deferred: "INVITATION_RECEIVED",
  ringing: "INVITATION_RECEIVED",
  ignored: "INVITATION_RECEIVED",
  accepting: "ACCEPT_SENT_TO_LOCAL",
  accepted: "ACCEPTED",
  refused: "REFUSED",
  canceled: "CANCELED",
  failed: "FAILURE",
} as const satisfies Record<RemoteState["kind"], RemoteInvitationState>;

/** Why the caller's side failed. */
export const LOCAL_REASONS = {
  "peer-offline": "PEER_OFFLINE",
  "peer-closed": "PEER_OFFLINE",
  "peer-unreachable": "PEER_NO_RESPONSE",
  "peer-no-response": "PEER_NO_RESPONSE",
  "peer-lost": "PEER_NO_RESPONSE",
  unconfirmed: "PEER_NO_RESPONSE",
  expired: "INVITATION_EXPIRE",
  "broker-offline": "NOT_LOGGEDIN",
} as const satisfies Record<LocalFailure, LocalInvitationFailureReason>;

/** Why the callee's side failed. */
export const REMOTE_REASONS = {
  "caller-lost": "PEER_OFFLINE",
  unconfirmed: "ACCEPT_FAILURE",
  expired: "INVITATION_EXPIRE",
  closed: "UNKNOWN",
  "answered-earlier": "UNKNOWN",
} as const satisfies Record<RemoteFailure, RemoteInvitationFailureReason>;

/** A sent invitation, with the session in which it was sent. */
export interface Sent {
  readonly invitation: CallerInvitation;
  /** Whether that session ended without a logout, for example because the same uid logged in elsewhere. */
  readonly isCutOff: boolean;
}

/**
 * The caller's state. An invitation that was canceled by the end of its session counts as failed, unless the user
 * logged out.
 */
export function localStateOf({ invitation, isCutOff }: Sent): LocalInvitationState {
  const { state, outcome } = invitation.snapshot;
  const isClosed = outcome?.kind === "canceled" && outcome.reason === "closed";
  return isClosed && isCutOff ? "FAILURE" : LOCAL_STATES[state];
}

/**
 * Passes on the caller's events. `LocalInvitationReceivedByPeer` fires once, before any answer. It does not fire again
 * if the invitation rings again after a reload of the callee, and it does fire if the callee's first frame is already
 * the answer.
 */
export function relayLocal(sent: Sent, to: RtmEmitter<LocalInvitationEvents>): void {
  let wasReceived = false;
  const received = (): void => {
    if (!wasReceived) to.tell("LocalInvitationReceivedByPeer");
    wasReceived = true;
  };
  const canceled = (): void => {
    if (localStateOf(sent) === "CANCELED") to.tell("LocalInvitationCanceled");
    else to.tell("LocalInvitationFailure", "NOT_LOGGEDIN");
  };
  sent.invitation
    .on("received", received)
    .on("accepted", received)
    .on("accepted", (response) => to.tell("LocalInvitationAccepted", response))
    .on("refused", received)
    .on("refused", (response) => to.tell("LocalInvitationRefused", response))
    .on("canceled", canceled)
    .on("failed", (reason) => to.tell("LocalInvitationFailure", LOCAL_REASONS[reason]));
}

/** Passes on the callee's events. */
export function relayRemote(from: CalleeInvitation, to: RtmEmitter<RemoteInvitationEvents>): void {
  from
    .on("accepted", () => to.tell("RemoteInvitationAccepted"))
    .on("refused", () => to.tell("RemoteInvitationRefused"))
    .on("canceled", (content) => to.tell("RemoteInvitationCanceled", content))
    .on("failed", (reason) => to.tell("RemoteInvitationFailure", REMOTE_REASONS[reason]));
}

const {
  INVITATION_API_CALL_ERR_NOT_STARTED: NOT_STARTED,
  INVITATION_API_CALL_ERR_ALREADY_END: ALREADY_END,
  INVITATION_API_CALL_ERR_ALREADY_ACCEPT: ALREADY_ACCEPT,
  INVITATION_API_CALL_ERR_ALREADY_SENT: ALREADY_SENT,
} = InvitationApiCallError;

/** The meaning of each code of a refused call, as a sentence. */
export const REFUSALS = {
  [NOT_STARTED]: "The invitation was not sent.",
  [ALREADY_END]: "The invitation has ended.",
  [ALREADY_ACCEPT]: "The invitation is accepted already, and waits for the caller's confirmation.",
  [ALREADY_SENT]: "The invitation was sent already.",
} as const;

/** The code of a refused call. */
export type Refusal = keyof typeof REFUSALS;

/** The code of a refused call, by state; undefined if the call is legal. */
export type Refusals<State extends string> = Readonly<Record<State, Refusal | undefined>>;

const LOCAL_ENDED = {
  ACCEPTED_BY_REMOTE: ALREADY_END,
  REFUSED_BY_REMOTE: ALREADY_END,
  CANCELED: ALREADY_END,
  FAILURE: ALREADY_END,
} as const;

/** The caller's calls. */
export const LOCAL_CALLS = {
  send: { IDLE: undefined, SENT_TO_REMOTE: ALREADY_SENT, RECEIVED_BY_REMOTE: ALREADY_SENT, ...LOCAL_ENDED },
  cancel: { IDLE: NOT_STARTED, SENT_TO_REMOTE: undefined, RECEIVED_BY_REMOTE: undefined, ...LOCAL_ENDED },
} as const satisfies Record<string, Refusals<LocalInvitationState>>;

const ANSWER = {
  INVITATION_RECEIVED: undefined,
  ACCEPT_SENT_TO_LOCAL: ALREADY_ACCEPT,
  ACCEPTED: ALREADY_END,
  REFUSED: ALREADY_END,
  CANCELED: ALREADY_END,
  FAILURE: ALREADY_END,
} as const;

/** The callee's calls. */
export const REMOTE_CALLS = {
  accept: ANSWER,
  refuse: ANSWER,
} as const satisfies Record<string, Refusals<RemoteInvitationState>>;
