// The package's error class, and the table of its codes.

/** Every code of an {@link InvitationError}, and what it means. */
export const ERROR_CODES = {
  "invalid-peer-id": "not an id that a broker can have",
  "own-peer-id": "a peer cannot invite itself",
  "invalid-content":
    "content, kind, name, channelId or response is not well-formed text, or a signal is not a JSON value",
  "content-too-long": "content, kind, name, channelId, response or a signal is over its limit",
  "line-full": "too many signals wait to be heard by the other end of the line",
  "invalid-option": "an option has a wrong type or is out of its range",
  "illegal-command": "the invitation's state does not allow this command",
  "client-closed": "the client was closed",
  "create-failed": "the app's `create` threw, or gave nothing that a client can be made of",
  "load-failed": "the code that only a running call needs could not be loaded",
  "peer-id-taken": "another peer has this id at the broker",
  "broker-unreachable": "the broker cannot be reached, or the connection to it was lost",
  "broker-refused": "the broker refused this peer, for its key or because the broker is full",
  "webrtc-unsupported": "this browser has no WebRTC data channels",
  "may-not-connect": "`mayConnect` refuses the callee, and without posts an invitation needs a connection",
  "gate-unsupported":
    "this version of PeerJS cannot be guarded, so it answers each request for a connection before anyone is asked",
  "posts-unsupported": "this version of PeerJS cannot carry posts, so invitations wait for a connection",
} as const;

/** The code of an {@link InvitationError}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** What an error may carry besides its code and message. */
export interface ErrorDetails {
  /** The operation that failed, as the app would write it: `accept`, `createLocalInvitation`. */
  readonly operation?: string;
  /** The state in which the operation was tried. */
  readonly state?: string;
  /** The commands that are legal in that state. */
  readonly allowed?: readonly string[];
  readonly cause?: unknown;
}

/**
 * A mistake of the programmer, thrown at once, or a problem of the broker, reported by the client's event `error`. What
 * the other person or the network does to an invitation is never an error: it is the invitation's outcome.
 */
export class InvitationError extends Error {
  override readonly name = "InvitationError";
  readonly code: ErrorCode;
  readonly operation: string | undefined;
  readonly state: string | undefined;
  readonly allowed: readonly string[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.operation = details.operation;
    this.state = details.state;
    this.allowed = details.allowed ?? [];
  }
}
