// The native SDKs' interface to the same invitations: one manager with every command, each returning a code, and one
// handler for every event.
import { InvitationApiCallError, LocalInvitationError, RemoteInvitationError } from "./error-code.ts";
import { RtmError } from "./errors.ts";
import type { LocalInvitationEvents, RemoteInvitationEvents } from "./invitation-events.ts";
import { LocalInvitation } from "./local-invitation.ts";
import { LOCAL_CALLS, REMOTE_CALLS, type Refusals } from "./mapping.ts";
import { ProxySafe } from "./proxy-safe.ts";
import { RemoteInvitation } from "./remote-invitation.ts";

/** The events of invitations, each with the invitation first. All may be left out. */
export interface RtmCallEventHandler {
  onLocalInvitationReceivedByPeer?(localInvitation: LocalInvitation): void;
  onLocalInvitationCanceled?(localInvitation: LocalInvitation): void;
  /** `errorCode`: one of `RtmErrorCode.LocalInvitationError`. */
  onLocalInvitationFailure?(localInvitation: LocalInvitation, errorCode: number): void;
  onLocalInvitationAccepted?(localInvitation: LocalInvitation, response: string): void;
  onLocalInvitationRefused?(localInvitation: LocalInvitation, response: string): void;
  onRemoteInvitationReceived?(remoteInvitation: RemoteInvitation): void;
  onRemoteInvitationCanceled?(remoteInvitation: RemoteInvitation): void;
  /** `errorCode`: one of `RtmErrorCode.RemoteInvitationError`. */
  onRemoteInvitationFailure?(remoteInvitation: RemoteInvitation, errorCode: number): void;
  onRemoteInvitationAccepted?(remoteInvitation: RemoteInvitation): void;
  onRemoteInvitationRefused?(remoteInvitation: RemoteInvitation): void;
}

type LocalCallback = (invitation: LocalInvitation, ...words: readonly string[]) => void;

const LOCAL_EVENTS = [
  "LocalInvitationReceivedByPeer",
  "LocalInvitationAccepted",
  "LocalInvitationRefused",
  "LocalInvitationCanceled",
] as const satisfies readonly (keyof LocalInvitationEvents)[];
const REMOTE_EVENTS = [
  "RemoteInvitationAccepted",
  "RemoteInvitationRefused",
  "RemoteInvitationCanceled",
] as const satisfies readonly (keyof RemoteInvitationEvents)[];

const { INVITATION_API_CALL_ERR_OK: OK, INVITATION_API_CALL_ERR_INVALID_ARGUMENT: INVALID_ARGUMENT } =
  InvitationApiCallError;

/** The part of the client that the manager uses. */
interface Caller {
  createLocalInvitation(calleeId: string): LocalInvitation;
}

/**
 * Sends, cancels, accepts and refuses invitations. Each call returns one of `RtmErrorCode.InvitationApiCallError`, 0
 * for success.
 */
export class RtmCallManager extends ProxySafe {
  readonly #client: Caller;
  #handler: RtmCallEventHandler = {};

  /** @internal */
  constructor(client: Caller) {
    super();
    this.#client = client;
  }

  /** Sets `handler` in place of the one before. With null, no handler is called. */
  setEventListener(handler: RtmCallEventHandler | null): void {
    this.self().#handler = handler ?? {};
  }

  /** Makes an invitation to `calleeId`, not yet sent; null if no user can have that id. */
  createLocalCallInvitation(calleeId: string): LocalInvitation | null {
    const self = this.self();
    const create = (): LocalInvitation => self.#client.createLocalInvitation(calleeId);
    const invitation = attempt(create, () => null);
    if (invitation !== null) self.#followLocal(invitation);
    return invitation;
  }

  /** Sends the invitation. Returns 0, or 1, 3, 5. */
  sendLocalInvitation(invitation: LocalInvitation): number {
    return codeOf(invitation instanceof LocalInvitation, LOCAL_CALLS.send, invitation, () =>
      invitation.send(),
    );
  }

  /** Cancels the invitation. Returns 0, or 1, 2, 3. */
  cancelLocalInvitation(invitation: LocalInvitation): number {
    return codeOf(invitation instanceof LocalInvitation, LOCAL_CALLS.cancel, invitation, () =>
      invitation.cancel(),
    );
  }

  /** Accepts the invitation. Returns 0, or 1, 3, 4. */
  acceptRemoteInvitation(invitation: RemoteInvitation): number {
    return codeOf(invitation instanceof RemoteInvitation, REMOTE_CALLS.accept, invitation, () =>
      invitation.accept(),
    );
  }

  /** Refuses the invitation. Returns 0, or 1, 3, 4. */
  refuseRemoteInvitation(invitation: RemoteInvitation): number {
    return codeOf(invitation instanceof RemoteInvitation, REMOTE_CALLS.refuse, invitation, () =>
      invitation.refuse(),
    );
  }

  /** An invitation rings here. @internal */
  receive(invitation: RemoteInvitation): void {
    queueMicrotask(() => this.#handler.onRemoteInvitationReceived?.(invitation));
    for (const event of REMOTE_EVENTS)
      invitation.follow(event, () => this.#handler[`on${event}`]?.(invitation));
    invitation.follow("RemoteInvitationFailure", (reason) => {
      const code = RemoteInvitationError[`REMOTE_INVITATION_ERR_${reason}`];
      this.#handler.onRemoteInvitationFailure?.(invitation, code);
    });
  }

  #followLocal(invitation: LocalInvitation): void {
    for (const event of LOCAL_EVENTS) {
      invitation.follow(event, (...words: readonly string[]) => {
        const callback = this.#handler[`on${event}`] as LocalCallback | undefined;
        callback?.call(this.#handler, invitation, ...words);
      });
    }
    invitation.follow("LocalInvitationFailure", (reason) => {
      const code = LocalInvitationError[`LOCAL_INVITATION_ERR_${reason}`];
      this.#handler.onLocalInvitationFailure?.(invitation, code);
    });
  }
}

/** The code of a call. A state that does not allow the call has a code even for clients that throw nothing. */
function codeOf<State extends string>(
  isOne: boolean,
  refusals: Refusals<State>,
  invitation: { readonly state: State },
  make: () => void,
): number {
  if (!isOne) return INVALID_ARGUMENT;
  const refusal = refusals[invitation.state];
  if (refusal !== undefined) return refusal;
  const makeAndSay = (): number => {
    make();
    return OK;
  };
  return attempt(makeAndSay, ({ code }) => code);
}

/** The result of `make`, or of `refuse` for an RTM error that it throws. */
function attempt<T, U>(make: () => T, refuse: (error: RtmError) => U): T | U {
  try {
    return make();
  } catch (error) {
    if (error instanceof RtmError) return refuse(error);
    throw error;
  }
}
