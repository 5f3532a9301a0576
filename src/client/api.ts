// What an app sees of an invitation: what both kinds have, and the events and snapshot of each.
import type { Listener } from "../base/emitter.ts";
import type { Observable } from "../base/observable.ts";
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

/** The events that both kinds of invitation have. `F`: the reasons it can fail for. */
export type EventsOf<Snapshot, F extends string> = {
  /**
   * It is accepted. At the callee: the caller's end is, too. At the caller: the callee's will be once the confirmation is
   * there, or fails as `unconfirmed`.
   */
  readonly accepted: readonly [response: string];
  readonly refused: readonly [response: string, reason: RefuseReason];
  /** `content`: the caller's parting words. */
  readonly canceled: readonly [content: string, reason: CancelReason];
  readonly failed: readonly [reason: F];
  /** What the other end's app said with `sendWhileRinging`: a JSON value, and a stranger's. */
  readonly dataWhileRinging: readonly [data: unknown];
  /** Anything in the snapshot changed. Fires after the more specific event. */
  readonly changed: readonly [snapshot: Snapshot];
};

/** What both snapshots show. */
interface SnapshotOf<State extends string, End> extends Words {
  readonly id: string;
  /** Different for every two invitations of one client, in whichever direction: what to find it by in a list. */
  readonly key: string;
  /** The other peer: the callee of one that was sent from here, the caller of one that rings here. */
  readonly peer: string;
  readonly state: State;
  /**
   * When it ends if nothing more happens, in ms since 1970 by this machine's clock: while it is `sent`, when we give up reaching
   * the peer; later, when nobody has answered. Sooner, while the link is gone. Undefined while idle, while accepting (until the
   * caller's word), and after the end.
   */
  readonly expiresAtMs: number | undefined;
  /** How it ended; undefined before. */
  readonly outcome: End | undefined;
}

/** The events of a `LocalInvitation`, each with its listener's parameters. */
export type LocalInvitationEvents = EventsOf<LocalInvitationSnapshot, LocalFailure> & {
  /** It rings at the callee. Again, should it ring again there after a reload. */
  readonly received: readonly [];
};

/**
 * How far an open invitation has come: our own broker is away; on the way to the peer; the broker knows no such peer (we
 * keep trying); it rings there.
 */
export type Progress = "reaching-broker" | "reaching-peer" | "peer-absent" | "ringing";

/** All there is to show of a `LocalInvitation`. */
export interface LocalInvitationSnapshot extends SnapshotOf<LocalState["kind"], LocalOutcome> {
  readonly role: "local";
  readonly callee: string;
  /** How far it has come; undefined while idle and after the end. */
  readonly progress: Progress | undefined;
}

/** The events of a `RemoteInvitation`, each with its listener's parameters. */
export type RemoteInvitationEvents = EventsOf<RemoteInvitationSnapshot, RemoteFailure>;

/** All there is to show of a `RemoteInvitation`. */
export interface RemoteInvitationSnapshot extends SnapshotOf<RemoteState["kind"], RemoteOutcome> {
  readonly role: "remote";
  readonly caller: string;
  /** Whether the link to the caller is open. While it is not, the invitation fails unless one is there in time. */
  readonly callerLinked: boolean;
  /** See `RemoteInvitation.replaces`. */
  readonly replaces: ReplacedInvitation | undefined;
}

/** An invitation of our own that gave way to the other peer's, because both peers called each other. */
export type ReplacedInvitation = Replaced;

/** The snapshot of either kind of invitation. */
export type InvitationSnapshot = LocalInvitationSnapshot | RemoteInvitationSnapshot;

/** The events that both kinds of invitation have, with their listeners' parameters. */
export type InvitationEvents = EventsOf<InvitationSnapshot, LocalFailure | RemoteFailure>;

/**
 * What both kinds of invitation are: for functions that do not mind which one they get. `role` tells them apart; the kinds are
 * `LocalInvitation` and `RemoteInvitation`.
 */
export interface Invitation extends Observable<InvitationSnapshot>, Words {
  readonly role: "local" | "remote";
  /** The invitation's id, chosen by its caller; the same at both ends. */
  readonly id: string;
  /** Different for every two invitations of one client, in whichever direction: what to find it by in a list. */
  readonly key: string;
  /** The other peer: the callee of one that was sent from here, the caller of one that rings here. */
  readonly peer: string;
  readonly state: InvitationSnapshot["state"];
  readonly response: string | undefined;
  /** How it ended. Never rejects. */
  readonly outcome: Promise<LocalOutcome | RemoteOutcome>;
  on<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): Invitation;
  once<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): Invitation;
  off<Name extends keyof InvitationEvents>(
    event: Name,
    listener?: Listener<InvitationEvents, Name>,
  ): Invitation;
  sendWhileRinging(data: unknown): void;
  openLine(): Line;
}
