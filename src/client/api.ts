// The shape of an invitation as an app sees it: the part that both kinds share, and the events and snapshot of each.
import type { Listener } from "../base/emitter.ts";
import type { Observable } from "../base/observable.ts";
import type { Group } from "../core/invitation/group.ts";
import type { LocalOutcome, LocalState } from "../core/invitation/local-invitation.ts";
import type { RemoteOutcome, RemoteState, Replaced } from "../core/invitation/remote-record.ts";
import type { Words } from "../core/invitation/words.ts";
import type { CancelReason, LocalFailure, RefuseReason, RemoteFailure } from "../core/wire/reasons.ts";
import type { Line } from "./line.ts";

/** The names of the events that both kinds of invitation have. */
export const INVITATION_EVENTS = {
  accepted: true,
  refused: true,
  canceled: true,
  failed: true,
  dataWhileRinging: true,
  changed: true,
} as const satisfies Record<keyof InvitationEvents, true>;

/** The events that both kinds of invitation have. `F`: the reasons for which the invitation can fail. */
export type EventsOf<Snapshot, F extends string> = {
  /**
   * The invitation is accepted. At the callee, it is accepted at the caller too. At the caller, the callee becomes
   * `accepted` when the confirmation arrives, or else fails there as `unconfirmed`.
   */
  readonly accepted: readonly [response: string];
  readonly refused: readonly [response: string, reason: RefuseReason];
  /** The invitation is canceled. `content`: the caller's parting words, empty if there were none. */
  readonly canceled: readonly [content: string, reason: CancelReason];
  readonly failed: readonly [reason: F];
  /**
   * The other end's app sent this with `sendWhileRinging`: any JSON value, from a peer that may be a stranger. May fire
   * for a moment after the acceptance.
   */
  readonly dataWhileRinging: readonly [data: unknown];
  /** Anything in the snapshot changed. Fires after the more specific event. */
  readonly changed: readonly [snapshot: Snapshot];
};

/** The part that both snapshots share. */
interface SnapshotOf<State extends string, End> extends Words {
  readonly id: string;
  /** The invitation's key in a list. No two invitations of one client share a key, whatever their direction. */
  readonly key: string;
  /** The other peer: the callee of an invitation sent from here, the caller of one that rings here. */
  readonly peer: string;
  /** The group that it belongs to, if its caller calls several peers; undefined for an invitation of its own. */
  readonly group: Group | undefined;
  readonly state: State;
  /**
   * When the invitation ends if nothing more happens, in ms since 1970 by this machine's clock. While it is `sent`,
   * this is when we give up reaching the peer. Later it is when the time to answer runs out, or sooner while the link
   * is gone. Undefined while idle, while accepting (the caller's confirmation is awaited), and after the end.
   */
  readonly expiresAtMs: number | undefined;
  /** How the invitation ended; undefined until then. */
  readonly outcome: End | undefined;
}

/** The events of a `LocalInvitation`, each with its listener's parameters. */
export type LocalInvitationEvents = EventsOf<LocalInvitationSnapshot, LocalFailure> & {
  /** The invitation rings at the callee. Fires again if it rings again there after a reload. */
  readonly received: readonly [];
};

/**
 * How far an open invitation has come: our own broker cannot be reached; the invitation is on its way to the peer; the
 * broker knows no such peer (we keep trying); it rings there.
 */
export type Progress = "reaching-broker" | "reaching-peer" | "peer-absent" | "ringing";

/** The whole state of a `LocalInvitation` at one moment, frozen. */
export interface LocalInvitationSnapshot extends SnapshotOf<LocalState["kind"], LocalOutcome> {
  readonly role: "local";
  readonly callee: string;
  /** How far the invitation has come; undefined while idle and after the end. */
  readonly progress: Progress | undefined;
}

/** The events of a `RemoteInvitation`, each with its listener's parameters. */
export type RemoteInvitationEvents = EventsOf<RemoteInvitationSnapshot, RemoteFailure>;

/** The whole state of a `RemoteInvitation` at one moment, frozen. */
export interface RemoteInvitationSnapshot extends SnapshotOf<RemoteState["kind"], RemoteOutcome> {
  readonly role: "remote";
  readonly caller: string;
  /** Whether the link to the caller is open. While it is not, the invitation fails unless a link is back in time. */
  readonly callerLinked: boolean;
  /** See `RemoteInvitation.replaces`. */
  readonly replaces: ReplacedInvitation | undefined;
}

/** An invitation of our own that the other peer's replaced, because both peers invited each other. */
export type ReplacedInvitation = Replaced;

/** The snapshot of either kind of invitation. */
export type InvitationSnapshot = LocalInvitationSnapshot | RemoteInvitationSnapshot;

/** The events that both kinds of invitation have, with their listeners' parameters. */
export type InvitationEvents = EventsOf<InvitationSnapshot, LocalFailure | RemoteFailure>;

/**
 * The members that both kinds of invitation share. Its `role` narrows nothing: a function that treats the kinds
 * differently takes an `Invitation`.
 */
export interface InvitationMembers extends Observable<InvitationSnapshot>, Words {
  readonly role: "local" | "remote";
  /** The invitation's id, chosen by its caller; the same at both ends. */
  readonly id: string;
  /** The invitation's key in a list. No two invitations of one client share a key, whatever their direction. */
  readonly key: string;
  /** The other peer: the callee of an invitation sent from here, the caller of one that rings here. */
  readonly peer: string;
  readonly state: InvitationSnapshot["state"];
  readonly response: string | undefined;
  /** Resolves with how the invitation ended. Never rejects. */
  readonly outcome: Promise<LocalOutcome | RemoteOutcome>;
  on<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): InvitationMembers;
  once<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): InvitationMembers;
  off<Name extends keyof InvitationEvents>(
    event: Name,
    listener?: Listener<InvitationEvents, Name>,
  ): InvitationMembers;
  sendWhileRinging(data: unknown): boolean;
  openLine(): Line;
}
