// RTM's object for an invitation that rings here: one of peer-invite behind it.
import type { RemoteInvitation as CalleeInvitation } from "../index.ts";
import { call, textOf } from "./calls.ts";
import { RtmEmitter } from "./emitter.ts";
import type { RemoteInvitationEvents } from "./events.ts";
import { REMOTE_CALLS, REMOTE_STATES, relayRemote } from "./mapping.ts";
import type { RemoteInvitationState } from "./status-code.ts";

/** An invitation that another user sent here. It comes with the client's event `RemoteInvitationReceived`. */
export class RemoteInvitation extends RtmEmitter<RemoteInvitationEvents> {
  /** Words for the caller, to go with the answer: at most 8 KB of UTF-8. Set it before `accept()` or `refuse()`. */
  response = "";
  readonly #callerId: string;
  readonly #invitation: CalleeInvitation;

  /** @internal */
  constructor(callerId: string, invitation: CalleeInvitation) {
    super();
    this.#callerId = callerId;
    this.#invitation = invitation;
    relayRemote(invitation, this);
  }

  /** The user that invites. */
  get callerId(): string {
    return this.self().#callerId;
  }

  /** The caller's words. */
  get content(): string {
    return this.self().#invitation.content;
  }

  /** The caller's name of a room; empty when there is none. */
  get channelId(): string {
    return this.self().#invitation.channelId ?? "";
  }

  /** Where it stands. */
  get state(): RemoteInvitationState {
    return REMOTE_STATES[this.self().#invitation.state];
  }

  /**
   * Accepts. The event `RemoteInvitationAccepted` says that both ends are accepted; start the call on that.
   * @throws RtmInvalidStatusError codes 4 (accepting already) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  accept(): void {
    this.self().#answer("accept");
  }

  /**
   * Refuses.
   * @throws RtmInvalidStatusError codes 4 (accepting already) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  refuse(): void {
    this.self().#answer("refuse");
  }

  #answer(how: keyof typeof REMOTE_CALLS): void {
    const give = (): void => this.#invitation[how](textOf("response", this.response));
    call(REMOTE_CALLS[how], () => this.state, give);
  }
}
