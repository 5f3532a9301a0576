// RTM's object for an invitation that rings here. An invitation of peer-invite is behind it.
import type { RemoteInvitation as CalleeInvitation } from "../index.ts";
import { call, textOf } from "./calls.ts";
import { RtmEmitter } from "./emitter.ts";
import type { RemoteInvitationEvents } from "./invitation-events.ts";
import type { Manners } from "./manners.ts";
import { REMOTE_STATES, relayRemote } from "./mapping.ts";
import type { RemoteInvitationState } from "./status-code.ts";

/** An invitation from another user. It comes with the client's event `RemoteInvitationReceived`. */
export class RemoteInvitation extends RtmEmitter<RemoteInvitationEvents> {
  /** Text for the caller, sent with the answer: at most 8 KB of UTF-8. Set it before `accept()` or `refuse()`. */
  response = "";
  readonly #callerId: string;
  readonly #invitation: CalleeInvitation;
  readonly #manners: Manners;
  /** Values that the app wrote over the caller's: apps parse the texts and put the result back. */
  readonly #written: { content?: string; channelId?: string; callId?: string } = {};

  /** @internal */
  constructor(callerId: string, invitation: CalleeInvitation, manners: Manners) {
    super();
    this.#callerId = callerId;
    this.#invitation = invitation;
    this.#manners = manners;
    relayRemote(invitation, this);
  }

  /** The user who invites. */
  get callerId(): string {
    return this.self().#callerId;
  }

  /** The caller's text. */
  get content(): string {
    const self = this.self();
    return self.#written.content ?? self.#invitation.content;
  }

  /** The caller's name for a room; empty if there is none. */
  get channelId(): string {
    const self = this.self();
    return self.#written.channelId ?? self.#invitation.channelId ?? "";
  }

  /** Identifies the invitation. The caller's object has the same id. */
  get callId(): string {
    const self = this.self();
    return self.#written.callId ?? self.#invitation.id;
  }

  /** The state of the invitation. */
  get state(): RemoteInvitationState {
    return REMOTE_STATES[this.self().#invitation.state];
  }

  /**
   * RTM's internal name for {@link content}, which apps use. A value that an app writes here stays, also in `content`.
   */
  get _content(): string {
    return this.content;
  }

  set _content(content: string) {
    this.self().#written.content = content;
  }

  /** RTM's internal name for {@link channelId}. */
  get _channelId(): string {
    return this.channelId;
  }

  set _channelId(channelId: string) {
    this.self().#written.channelId = channelId;
  }

  /** RTM's internal name for {@link response}. */
  get _response(): string {
    return this.response;
  }

  set _response(response: string) {
    this.response = response;
  }

  /** RTM's internal name for {@link callId}. */
  get _callId(): string {
    return this.callId;
  }

  set _callId(callId: string) {
    this.self().#written.callId = callId;
  }

  /**
   * Accepts the invitation. The event `RemoteInvitationAccepted` reports that both ends are accepted; start the call
   * then. On a client of `ArRTM`, does nothing if the invitation was answered or has ended.
   * @throws RtmInvalidStatusError codes 4 (accepting already) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  accept(): void {
    this.self().#answer("accept");
  }

  /**
   * Refuses the invitation. On a client of `ArRTM`, does nothing if the invitation was answered or has ended.
   * @throws RtmInvalidStatusError codes 4 (accepting already) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  refuse(): void {
    this.self().#answer("refuse");
  }

  #answer(how: "accept" | "refuse"): void {
    const give = (): void => this.#invitation[how](textOf("response", this.response));
    call(this.#manners[how], () => this.state, give);
  }
}
