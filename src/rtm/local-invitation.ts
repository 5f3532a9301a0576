// RTM's object for an invitation that is sent: one of peer-invite behind it from `send()` on.
import type { LocalInvitation as CallerInvitation } from "../index.ts";
import { call, textOf } from "./calls.ts";
import { RtmEmitter } from "./emitter.ts";
import type { LocalInvitationEvents } from "./events.ts";
import { LOCAL_CALLS, LOCAL_STATES, relayLocal } from "./mapping.ts";
import type { LocalInvitationState } from "./status-code.ts";

/** Makes the invitation that is sent; gives undefined when nobody is logged in. */
export type Invite = (
  calleeId: string,
  content: string,
  channelId: string | undefined,
) => CallerInvitation | undefined;

/** An invitation that this user sends. Made by `client.createLocalInvitation`. */
export class LocalInvitation extends RtmEmitter<LocalInvitationEvents> {
  /** Words for the callee: at most 8 KB of UTF-8, checked by `send()`. What is set later goes along with a `cancel()`. */
  content = "";
  /** The app's own name of a room: at most 64 bytes, checked by `send()`. Nobody joins anything because of it. */
  channelId = "";
  readonly #calleeId: string;
  readonly #invite: Invite;
  #sent: CallerInvitation | "not-logged-in" | undefined;

  /** @internal */
  constructor(calleeId: string, invite: Invite) {
    super();
    this.#calleeId = calleeId;
    this.#invite = invite;
  }

  /** The user that is invited. */
  get calleeId(): string {
    return this.self().#calleeId;
  }

  /** The callee's words with its answer; empty before. */
  get response(): string {
    const sent = this.self().#sent;
    return typeof sent === "object" ? (sent.response ?? "") : "";
  }

  /** Where it stands. */
  get state(): LocalInvitationState {
    const sent = this.self().#sent;
    return sent === "not-logged-in" ? "FAILURE" : LOCAL_STATES[sent?.state ?? "idle"];
  }

  /**
   * Sends the invitation, once. What comes of it arrives as events: not being logged in, too.
   * @throws RtmInvalidArgumentError code 1 (it stays IDLE), RtmInvalidStatusError codes 5 and 3
   */
  send(): void {
    const self = this.self();
    const send = (): void => {
      const channelId = textOf("channelId", self.channelId) || undefined;
      const invitation = self.#invite(self.#calleeId, textOf("content", self.content), channelId);
      if (invitation === undefined) {
        self.#sent = "not-logged-in";
        self.tell("LocalInvitationFailure", "NOT_LOGGEDIN");
        return;
      }
      relayLocal(invitation, self);
      self.#sent = invitation.send();
    };
    call(LOCAL_CALLS.send, () => self.state, send);
  }

  /**
   * Takes the invitation back, before it is answered.
   * @throws RtmInvalidStatusError codes 2 (before `send`) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  cancel(): void {
    const self = this.self();
    const cancel = (): void => (self.#sent as CallerInvitation).cancel(textOf("content", self.content));
    call(LOCAL_CALLS.cancel, () => self.state, cancel);
  }
}
