// RTM's object for an invitation that is sent: one of peer-invite behind it from `send()` on.
import { call, textOf } from "./calls.ts";
import { RtmEmitter } from "./emitter.ts";
import { createCallId } from "./ids.ts";
import type { LocalInvitationEvents } from "./invitation-events.ts";
import type { Manners } from "./manners.ts";
import { localStateOf, relayLocal, type Sent } from "./mapping.ts";
import type { LocalInvitationState } from "./status-code.ts";

/** What is sent. */
export interface Invite {
  readonly callId: string;
  readonly calleeId: string;
  readonly content: string;
  readonly channelId: string | undefined;
}

/** Who sends invitations: what one needs of its client. */
export interface Caller {
  readonly manners: Manners;
  readonly isLoggedIn: boolean;
  /** Makes the invitation that is sent; gives undefined when nobody is logged in. */
  invite(invite: Invite): Sent | undefined;
}

/** An invitation that this user sends. Made by `client.createLocalInvitation`. */
export class LocalInvitation extends RtmEmitter<LocalInvitationEvents> {
  /** Words for the callee: at most 8 KB of UTF-8, checked by `send()`. What is set later goes along with a `cancel()`. */
  content = "";
  /** The app's own name of a room: at most 64 bytes, checked by `send()`. Nobody joins anything because of it. */
  channelId = "";
  readonly #calleeId: string;
  readonly #caller: Caller;
  #sent: Sent | "not-logged-in" | undefined;
  #callId = createCallId();
  #response = "";

  /** @internal */
  constructor(calleeId: string, caller: Caller) {
    super();
    this.#calleeId = calleeId;
    this.#caller = caller;
  }

  /** The user that is invited. */
  get calleeId(): string {
    return this.self().#calleeId;
  }

  /** Tells it from other invitations; the callee's object has the same. */
  get callId(): string {
    return this.self().#callId;
  }

  /** The callee's words with its answer; empty before. */
  get response(): string {
    const self = this.self();
    const { invitation } = typeof self.#sent === "object" ? self.#sent : {};
    return invitation?.response ?? self.#response;
  }

  /** Where it stands. */
  get state(): LocalInvitationState {
    const sent = this.self().#sent;
    if (sent === undefined) return "IDLE";
    return sent === "not-logged-in" ? "FAILURE" : localStateOf(sent);
  }

  /** What RTM's object has it under, which apps use: {@link content} */
  get _content(): string {
    return this.content;
  }

  set _content(content: string) {
    this.content = content;
  }

  /** {@link channelId} */
  get _channelId(): string {
    return this.channelId;
  }

  set _channelId(channelId: string) {
    this.channelId = channelId;
  }

  /** {@link response}. What an app writes here stands until the callee's words come. */
  get _response(): string {
    return this.response;
  }

  set _response(response: string) {
    this.self().#response = response;
  }

  /** {@link callId}. Can be set before `send()`: 8 to 64 of `A-Z a-z 0-9 _ -`. */
  get _callId(): string {
    return this.callId;
  }

  set _callId(callId: string) {
    this.self().#callId = callId;
  }

  /**
   * Sends the invitation, once. What comes of it arrives as events: not being logged in, too.
   * @throws RtmInvalidArgumentError code 1 (it stays IDLE), RtmInvalidStatusError codes 5 and 3
   */
  send(): void {
    const self = this.self();
    const send = (): void => {
      const { callId, calleeId } = self;
      const channelId = textOf("channelId", self.channelId) || undefined;
      const sent = self.#caller.invite({
        callId,
        calleeId,
        channelId,
        content: textOf("content", self.content),
      });
      if (sent === undefined) {
        self.#sent = "not-logged-in";
        self.tell("LocalInvitationFailure", "NOT_LOGGEDIN");
        return;
      }
      relayLocal(sent, self);
      sent.invitation.send();
      self.#sent = sent;
    };
    call(self.#caller.manners.send, () => self.state, send);
  }

  /**
   * Takes the invitation back, before it is answered. One made by `ArRTM` does nothing after the end.
   * @throws RtmInvalidStatusError codes 2 (before `send`) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  cancel(): void {
    const self = this.self();
    const { manners, isLoggedIn } = self.#caller;
    const cancel = (): void => (self.#sent as Sent).invitation.cancel(textOf("content", self.content));
    call(isLoggedIn ? manners.cancel : manners.cancelLoggedOut, () => self.state, cancel);
  }
}
