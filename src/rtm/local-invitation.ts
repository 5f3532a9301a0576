// RTM's object for an outgoing invitation. From `send()` on, an invitation of peer-invite is behind it.

import { createSecret } from "../base/secret.ts";
import { call, textOf } from "./calls.ts";
import { RtmEmitter } from "./emitter.ts";
import type { LocalInvitationEvents } from "./invitation-events.ts";
import type { Manners } from "./manners.ts";
import { localStateOf, relayLocal, type Sent } from "./mapping.ts";
import type { LocalInvitationState } from "./status-code.ts";

/** The parts of an invitation that are sent. */
export interface Invite {
  readonly callId: string;
  readonly calleeId: string;
  readonly content: string;
  readonly channelId: string | undefined;
}

/** The part of the client that an outgoing invitation uses. */
export interface Caller {
  readonly manners: Manners;
  readonly isLoggedIn: boolean;
  /** Makes the invitation to send; undefined if no user is logged in. */
  invite(invite: Invite): Sent | undefined;
}

/** An invitation that this user sends. Made by `client.createLocalInvitation`. */
export class LocalInvitation extends RtmEmitter<LocalInvitationEvents> {
  /**
   * Text for the callee: at most 8 KB of UTF-8, checked by `send()`. A text that is set later is sent with `cancel()`.
   */
  content = "";
  /** The app's own name for a room: at most 64 bytes, checked by `send()`. It makes no one join anything. */
  channelId = "";
  readonly #calleeId: string;
  readonly #caller: Caller;
  #sent: Sent | "not-logged-in" | undefined;
  #callId = createSecret();
  #response = "";

  /** @internal */
  constructor(calleeId: string, caller: Caller) {
    super();
    this.#calleeId = calleeId;
    this.#caller = caller;
  }

  /** The user who is invited. */
  get calleeId(): string {
    return this.self().#calleeId;
  }

  /** Identifies the invitation. The callee's object has the same id. */
  get callId(): string {
    return this.self().#callId;
  }

  /** The text that came with the callee's answer; empty until then. */
  get response(): string {
    const self = this.self();
    const { invitation } = typeof self.#sent === "object" ? self.#sent : {};
    return invitation?.response ?? self.#response;
  }

  /** The state of the invitation. */
  get state(): LocalInvitationState {
    const sent = this.self().#sent;
    if (sent === undefined) return "IDLE";
    return sent === "not-logged-in" ? "FAILURE" : localStateOf(sent);
  }

  /** RTM's internal name for {@link content}, which apps use. */
  get _content(): string {
    return this.content;
  }

  set _content(content: string) {
    this.content = content;
  }

  /** RTM's internal name for {@link channelId}. */
  get _channelId(): string {
    return this.channelId;
  }

  set _channelId(channelId: string) {
    this.channelId = channelId;
  }

  /**
   * RTM's internal name for {@link response}. A value that an app writes here stays until the callee's response
   * arrives.
   */
  get _response(): string {
    return this.response;
  }

  set _response(response: string) {
    this.self().#response = response;
  }

  /** RTM's internal name for {@link callId}. Can be set before `send()`: 8 to 64 of `A-Z a-z 0-9 _ -`. */
  get _callId(): string {
    return this.callId;
  }

  set _callId(callId: string) {
    this.self().#callId = callId;
  }

  /**
   * Sends the invitation, once. The result arrives as events, even if no user is logged in.
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
   * Cancels the invitation before it is answered. On a client of `ArRTM`, does nothing after the end.
   * @throws RtmInvalidStatusError codes 2 (before `send`) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  cancel(): void {
    const self = this.self();
    const { manners, isLoggedIn } = self.#caller;
    const cancel = (): void => (self.#sent as Sent).invitation.cancel(textOf("content", self.content));
    call(isLoggedIn ? manners.cancel : manners.cancelLoggedOut, () => self.state, cancel);
  }
}
