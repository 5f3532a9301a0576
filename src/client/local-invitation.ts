// The caller's object for an invitation.
import type { OwnGroup } from "../core/invitation/group.ts";
import {
  discard,
  LOCAL_COMMANDS,
  LOCAL_TABLE,
  type LocalRecord,
  type LocalState,
} from "../core/invitation/local-invitation.ts";
import type { Reach } from "../core/invitation/machine.ts";
import { type InvitationChanges, wordsOf } from "../core/invitation/words.ts";
import {
  INVITATION_EVENTS,
  type InvitationMembers,
  type LocalInvitationEvents,
  type LocalInvitationSnapshot,
  type Progress,
} from "./api.ts";
import { checkChanges, checkCommand, checkText } from "./check.ts";
import { BaseInvitation, type InvitationPort, outcomeOf } from "./invitation.ts";
import { keyOf } from "./key.ts";

/** Options of `client.createLocalInvitation`. All may be left out. */
export interface LocalInvitationOptions {
  /** Text for the callee: at most 8192 UTF-8 bytes; checked by `send()`. Default none. */
  readonly content?: string;
  /**
   * The kind of call, in the app's own word: `video`, `audio` and `data` by convention. At most 64 UTF-8 bytes; checked
   * by `send()`. Default none.
   */
  readonly kind?: string;
  /** The caller's display name, which proves nothing: at most 64 UTF-8 bytes; checked by `send()`. Default none. */
  readonly name?: string;
  /** The app's own name for a room: at most 64 UTF-8 bytes; checked by `send()`. Default none. */
  readonly channelId?: string;
  /**
   * A one-time number, by which a callee that expects this call knows it (`client.expectCall`): at most 64 UTF-8 bytes; checked by
   * `send()`. The broker can read it. Default none.
   */
  readonly number?: string;
  /** The time from `send()` until the answer, 5 000 to 600 000 ms. Default: the client's limit `ttlMs`, 60 000. */
  readonly ttlMs?: number;
  /** Cancels the invitation when aborted, in any open state. */
  readonly signal?: AbortSignal;
  /** The group that the invitation belongs to (rule R20). `peer-invite/group` sets it. Default none. */
  readonly group?: OwnGroup;
}

const PROGRESS = {
  "broker-absent": "reaching-broker",
  "peer-absent": "peer-absent",
  connecting: "reaching-peer",
  linked: "reaching-peer",
} as const satisfies Record<Reach, Progress>;

/** The part of the client that a local invitation uses. */
export interface LocalInvitationPort extends InvitationPort<LocalInvitation> {
  send(record: LocalRecord, invitation: LocalInvitation): void;
}

/** An invitation that this peer sends. Made by `client.createLocalInvitation`; nothing happens before `send()`. */
export class LocalInvitation
  extends BaseInvitation<LocalRecord, LocalInvitationSnapshot, LocalInvitationEvents>
  implements InvitationMembers
{
  /** Tells the two kinds of invitation apart. */
  readonly role = "local";
  /** @internal */
  declare protected readonly port: LocalInvitationPort;

  /** @internal */
  constructor(record: LocalRecord, port: LocalInvitationPort) {
    super(record, "connecting", port, { received: true, ...INVITATION_EVENTS });
  }

  /** The peer that is invited. */
  get callee(): string {
    return this.record.peer;
  }

  /**
   * Sends the invitation. Legal once, while idle. The result arrives as events and as the `outcome`.
   * @throws InvitationError `invalid-content`, `content-too-long`, `own-peer-id`, and `invalid-option` if `newId` gave
   * the id of an open invitation (it stays idle); `illegal-command`, `client-closed`
   */
  send(): this {
    const { content, ...words } = { ...wordsOf(this.record), number: this.record.number };
    this.#check("send");
    checkText("content", content, "send", this.state);
    for (const [word, value] of Object.entries(words) as [keyof typeof words, unknown][]) {
      if (value !== undefined) checkText(word, value, "send", this.state);
    }
    this.port.send(this.record, this);
    return this;
  }

  /**
   * Changes the invitation while it is open, also while it rings. The callee's object fires `changed` once it knows, and an answer
   * that is on its way already counts for what it was. What is left out stays as it is (rule R6.5).
   * @throws InvitationError `illegal-command` before send and after the end; `invalid-option`, `invalid-content`, `content-too-long`
   */
  update(changes: InvitationChanges): void {
    this.port.refresh(this.record);
    this.#check("update");
    const { peer, id } = this.record;
    this.port.command({
      type: "local",
      peer,
      id,
      command: { type: "update", changes: checkChanges(changes, this.state) },
    });
  }

  /**
   * Cancels the invitation before it is answered. It is canceled here at once. If an acceptance is already on its way,
   * the callee learns that it came too late.
   * @param content - parting words for the callee: at most 8192 UTF-8 bytes, default none
   * @throws InvitationError `illegal-command` before send and after the end; `invalid-content`, `content-too-long`
   */
  cancel(content = ""): void {
    this.port.refresh(this.record);
    this.#check("cancel");
    const words = checkText("content", content, "cancel", this.state);
    this.#cancel(words);
  }

  /** Gives up the invitation in any state: cancels it while it is open, does nothing after the end. */
  [Symbol.dispose](): void {
    if (this.state === "idle") this.take(discard(this.record), "connecting")?.();
    else this.#cancel("");
  }

  /** @internal */
  protected override announce(state: LocalState): void {
    if (state.kind === "received") this.fire("received");
    super.announce(state);
  }

  /** @internal */
  protected picture(record: LocalRecord, reach: Reach): LocalInvitationSnapshot {
    const { id, peer, group, state } = record;
    const progress =
      state.kind === "sent" ? PROGRESS[reach] : state.kind === "received" ? "ringing" : undefined;
    const expiresAtMs =
      state.kind === "sent" ? state.deliverByMs : state.kind === "received" ? state.expiresAtMs : undefined;
    return Object.freeze({
      role: "local",
      id,
      key: keyOf(record),
      peer,
      callee: peer,
      ...wordsOf(record),
      group,
      state: state.kind,
      progress,
      expiresAtMs,
      outcome: outcomeOf(record),
    });
  }

  #cancel(content: string): void {
    const { peer, id } = this.record;
    this.port.command({ type: "local", peer, id, command: { type: "cancel", reason: "canceled", content } });
  }

  #check(operation: (typeof LOCAL_COMMANDS)[number]): void {
    checkCommand(LOCAL_TABLE, this.state, operation, LOCAL_COMMANDS);
  }
}

/** Cancels the invitation once `signal` is aborted. */
export function cancelOnAbort(invitation: LocalInvitation, signal: AbortSignal): void {
  const cancel = (): void => invitation[Symbol.dispose]();
  if (signal.aborted) return cancel();
  signal.addEventListener("abort", cancel);
  void invitation.outcome.then(() => signal.removeEventListener("abort", cancel));
}
