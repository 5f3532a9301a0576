// The callee's object for an invitation.
import type { Reach } from "../core/invitation/machine.ts";
import { REMOTE_COMMANDS, REMOTE_TABLE, type RemoteCommand } from "../core/invitation/remote-invitation.ts";
import type { RemoteRecord } from "../core/invitation/remote-record.ts";
import { wordsOf } from "../core/invitation/words.ts";
import {
  INVITATION_EVENTS,
  type InvitationMembers,
  type RemoteInvitationEvents,
  type RemoteInvitationSnapshot,
  type ReplacedInvitation,
} from "./api.ts";
import { checkCommand, checkText } from "./check.ts";
import { BaseInvitation, type InvitationPort, outcomeOf } from "./invitation.ts";
import { keyOf } from "./key.ts";

/** An invitation that another peer sent here. It rings from the client's event `invitation` on. */
export class RemoteInvitation
  extends BaseInvitation<RemoteRecord, RemoteInvitationSnapshot, RemoteInvitationEvents>
  implements InvitationMembers
{
  /** Tells the two kinds of invitation apart. */
  readonly role = "remote";

  /** @internal */
  constructor(record: RemoteRecord, reach: Reach, port: InvitationPort<never>) {
    super(record, reach, port, INVITATION_EVENTS);
  }

  /** The peer that invites. */
  get caller(): string {
    return this.record.peer;
  }

  /**
   * Our own invitation that this one replaced, because both peers invited each other and this one counts (rule R9.5);
   * the latest, if there were several. This call takes the place of ours, so start what ours asked for. Undefined if
   * this invitation replaced none.
   */
  get replaces(): ReplacedInvitation | undefined {
    return this.record.replaces;
  }

  /**
   * Accepts the invitation. It is `accepting` until the caller confirms (rule R1), and only then `accepted` at both
   * ends.
   * @param response - text for the caller: at most 8192 UTF-8 bytes, default none
   * @throws InvitationError `illegal-command` while accepting and after the end; `invalid-content`, `content-too-long`
   */
  accept(response = ""): void {
    this.#command("accept", (text) => ({ type: "accept", response: text }), response);
  }

  /**
   * Refuses the invitation. This is final at once.
   * @param response - text for the caller: at most 8192 UTF-8 bytes, default none
   * @throws InvitationError `illegal-command` while accepting and after the end; `invalid-content`, `content-too-long`
   */
  refuse(response = ""): void {
    this.#command("refuse", (text) => ({ type: "refuse", reason: "refused", response: text }), response);
  }

  /**
   * Stops the ringing here without telling the caller. The invitation stays open until it ends in another way; `accept`
   * and `refuse` still work.
   * @throws InvitationError `illegal-command` unless it is ringing
   */
  ignore(): void {
    this.#command("ignore", () => ({ type: "ignore" }), "");
  }

  /** @internal */
  protected picture(record: RemoteRecord, reach: Reach): RemoteInvitationSnapshot {
    const { id, peer, group, replaces, state } = record;
    const expiresAtMs = "expiresAtMs" in state ? state.expiresAtMs : undefined;
    return Object.freeze({
      role: "remote",
      id,
      key: keyOf(record),
      peer,
      caller: peer,
      ...wordsOf(record),
      group,
      state: state.kind,
      callerLinked: reach === "linked",
      replaces,
      expiresAtMs,
      outcome: outcomeOf(record),
    });
  }

  #command(
    operation: (typeof REMOTE_COMMANDS)[number],
    command: (text: string) => RemoteCommand,
    text: string,
  ): void {
    this.port.refresh(this.record);
    checkCommand(REMOTE_TABLE, this.state, operation, REMOTE_COMMANDS);
    const words = checkText("response", text, operation, this.state);
    const { peer, id } = this.record;
    this.port.command({ type: "remote", peer, id, command: command(words) });
  }
}
