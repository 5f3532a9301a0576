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
    return this.#calleeId;
  }

  /** The callee's words with its answer; empty before. */
  get response(): string {
    return typeof this.#sent === "object" ? (this.#sent.response ?? "") : "";
  }

  /** Where it stands. */
  get state(): LocalInvitationState {
    if (this.#sent === "not-logged-in") return "FAILURE";
    return LOCAL_STATES[this.#sent?.state ?? "idle"];
  }

  /**
   * Sends the invitation, once. What comes of it arrives as events: not being logged in, too.
   * @throws RtmInvalidArgumentError code 1 (it stays IDLE), RtmInvalidStatusError codes 5 and 3
   */
  send(): void {
    this.#call("send", () => {
      const channelId = textOf("channelId", this.channelId) || undefined;
      const invitation = this.#invite(this.#calleeId, textOf("content", this.content), channelId);
      if (invitation === undefined) {
        this.#sent = "not-logged-in";
        this.tell("LocalInvitationFailure", "NOT_LOGGEDIN");
        return;
      }
      relayLocal(invitation, this);
      this.#sent = invitation.send();
    });
  }

  /**
   * Takes the invitation back, before it is answered.
   * @throws RtmInvalidStatusError codes 2 (before `send`) and 3 (after the end), RtmInvalidArgumentError code 1
   */
  cancel(): void {
    this.#call("cancel", () => (this.#sent as CallerInvitation).cancel(textOf("content", this.content)));
  }

  #call(name: keyof typeof LOCAL_CALLS, make: () => void): void {
    call(LOCAL_CALLS[name], () => this.state, make);
  }
}
