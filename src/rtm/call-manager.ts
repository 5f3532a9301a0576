// The native SDKs' way to the same invitations: one manager that takes every call and returns a code, one handler that
// hears every event.
import { InvitationApiCallError, LocalInvitationError, RemoteInvitationError } from "./error-code.ts";
import { RtmError } from "./errors.ts";
import { Held } from "./held.ts";
import type { LocalInvitationEvents, RemoteInvitationEvents } from "./invitation-events.ts";
import { LocalInvitation } from "./local-invitation.ts";
import { LOCAL_CALLS, REMOTE_CALLS, type Refusals } from "./mapping.ts";
import { RemoteInvitation } from "./remote-invitation.ts";

/** What an app hears of invitations, each with the invitation first. All may be left out. */
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

/** What the manager needs of its client. */
interface Caller {
  createLocalInvitation(calleeId: string): LocalInvitation;
}

/** Sends, cancels, accepts and refuses. Each call returns one of `RtmErrorCode.InvitationApiCallError`, 0 when it is well. */
export class RtmCallManager extends Held {
  readonly #client: Caller;
  #handler: RtmCallEventHandler = {};

  /** @internal */
  constructor(client: Caller) {
    super();
    this.#client = client;
  }

  /** Has `handler` hear from now on, in place of the one before; null: nobody. */
  setEventListener(handler: RtmCallEventHandler | null): void {
    this.self().#handler = handler ?? {};
  }

  /** An invitation to `calleeId`, not yet sent; null when nobody can have that id. */
  createLocalCallInvitation(calleeId: string): LocalInvitation | null {
    const self = this.self();
    const create = (): LocalInvitation => self.#client.createLocalInvitation(calleeId);
    const invitation = attempt(create, () => null);
    if (invitation !== null) self.#followLocal(invitation);
    return invitation;
  }

  /** Sends it: 0, or 1, 3, 5. */
  sendLocalInvitation(invitation: LocalInvitation): number {
    return codeOf(invitation instanceof LocalInvitation, LOCAL_CALLS.send, invitation, () =>
      invitation.send(),
    );
  }

  /** Takes it back: 0, or 1, 2, 3. */
  cancelLocalInvitation(invitation: LocalInvitation): number {
    return codeOf(invitation instanceof LocalInvitation, LOCAL_CALLS.cancel, invitation, () =>
      invitation.cancel(),
    );
  }

  /** Accepts it: 0, or 1, 3, 4. */
  acceptRemoteInvitation(invitation: RemoteInvitation): number {
    return codeOf(invitation instanceof RemoteInvitation, REMOTE_CALLS.accept, invitation, () =>
      invitation.accept(),
    );
  }

  /** Refuses it: 0, or 1, 3, 4. */
  refuseRemoteInvitation(invitation: RemoteInvitation): number {
    return codeOf(invitation instanceof RemoteInvitation, REMOTE_CALLS.refuse, invitation, () =>
      invitation.refuse(),
    );
  }

  /** One rings here. @internal */
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

/** The code of a call: a state that refuses it has one, for clients that throw none, too. */
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

/** What `make` returns, or what `refuse` says of the error of RTM that it throws. */
function attempt<T, U>(make: () => T, refuse: (error: RtmError) => U): T | U {
  try {
    return make();
  } catch (error) {
    if (error instanceof RtmError) return refuse(error);
    throw error;
  }
}
