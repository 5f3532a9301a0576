// RTM's object for an invitation that rings here: one of peer-invite behind it.
import type { RemoteInvitation as CalleeInvitation } from "../index.ts";
import { call, textOf } from "./calls.ts";
import { RtmEmitter } from "./emitter.ts";
import type { RemoteInvitationEvents } from "./invitation-events.ts";
import type { Manners } from "./manners.ts";
import { REMOTE_STATES, relayRemote } from "./mapping.ts";
import type { RemoteInvitationState } from "./status-code.ts";

/** An invitation that another user sent here. It comes with the client's event `RemoteInvitationReceived`. */
export class RemoteInvitation extends RtmEmitter<RemoteInvitationEvents> {
  /** Words for the caller, to go with the answer: at most 8 KB of UTF-8. Set it before `accept()` or `refuse()`. */
  response = "";
  readonly #callerId: string;
  readonly #invitation: CalleeInvitation;
  readonly #manners: Manners;
  /** What the app wrote over the caller's words: apps parse them and put the result back. */
  readonly #written: { content?: string; channelId?: string; callId?: string } = {};

  /** @internal */
  constructor(callerId: string, invitation: CalleeInvitation, manners: Manners) {
    super();
    this.#callerId = callerId;
    this.#invitation = invitation;
    this.#manners = manners;
    relayRemote(invitation, this);
  }

  /** The user that invites. */
  get callerId(): string {
    return this.self().#callerId;
  }

  /** The caller's words. */
  get content(): string {
    const self = this.self();
    return self.#written.content ?? self.#invitation.content;
  }

  /** The caller's name of a room; empty when there is none. */
  get channelId(): string {
    const self = this.self();
    return self.#written.channelId ?? self.#invitation.channelId ?? "";
  }

  /** Tells it from other invitations; the caller's object has the same. */
  get callId(): string {
    const self = this.self();
    return self.#written.callId ?? self.#invitation.id;
  }

  /** Where it stands. */
  get state(): RemoteInvitationState {
    return REMOTE_STATES[this.self().#invitation.state];
  }

  /** What RTM's object has it under, which apps use: {@link content}. What they write here stands, in `content` too. */
  get _content(): string {
    return this.content;
  }

  set _content(content: string) {
    this.self().#written.content = content;
  }

  /** {@link channelId} */
  get _channelId(): string {
    return this.channelId;
  }

  set _channelId(channelId: string) {
    this.self().#written.channelId = channelId;
  }

  /** {@link response} */
  get _response(): string {
    return this.response;
  }

  set _response(response: string) {
    this.response = response;
  }

  /** {@link callId} */
  get _callId(): string {
    return this.callId;
  }

  set _callId(callId: string) {
    this.self().#written.callId = callId;
  }

  /**
   * Accepts. The event `RemoteInvitationAccepted` says that both ends are accepted; start the call on that. One made by
   * `ArRTM` does nothing when it was answered or has ended.
   * @throws RtmInvalidStatusError codes 4 (accepting already) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  accept(): void {
    this.self().#answer("accept");
  }

  /**
   * Refuses. One made by `ArRTM` does nothing when it was answered or has ended.
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
