// One member of a group: what the group holds of it, and what an app sees.
import {
  type GroupMode,
  type Invitation,
  InvitationError,
  type LocalInvitation,
  type LocalOutcome,
  type Progress,
  type RemoteInvitation,
} from "../index.ts";
import { type GroupOutcome, type PlannedMember, stateOf } from "./plan.ts";

/** One member of a group at one moment, frozen. */
export interface GroupMember {
  readonly peer: string;
  readonly state: PlannedMember["state"];
  /** How far its invitation has come; undefined while it waits and after the end. */
  readonly progress: Progress | undefined;
  /** How its invitation ended; undefined until then, and for one that was never called. */
  readonly outcome: LocalOutcome | undefined;
  /**
   * Its invitation; undefined while it waits. If it called us meanwhile, and its call counts, that one. On `accepted`, start the call of
   * this one.
   */
  readonly invitation: Invitation | undefined;
}

/** The whole state of a {@link GroupInvitation} at one moment, frozen. */
export interface GroupSnapshot {
  readonly id: string;
  readonly mode: GroupMode;
  readonly state: "idle" | "open" | "ended";
  /** In the order in which they were named. */
  readonly members: readonly GroupMember[];
  /** What came of it; undefined until then. */
  readonly outcome: GroupOutcome | undefined;
}

/** The events of a {@link GroupInvitation}, each with its listener's parameters. */
export type GroupEvents = {
  /** A member answered, and its invitation is accepted. With `first` and `next` this fires at most once. */
  readonly accepted: readonly [invitation: Invitation];
  /** The group has ended. */
  readonly ended: readonly [outcome: GroupOutcome];
  /** Anything in the snapshot changed. Fires after the more specific event. */
  readonly changed: readonly [snapshot: GroupSnapshot];
};

/** What the group holds of one member. */
export interface Entry {
  readonly peer: string;
  /** Its invitation, once it was called. */
  invitation: LocalInvitation | undefined;
  calledAtMs: number | undefined;
  /** Its own call to us that took the place of our invitation. */
  crossing: RemoteInvitation | undefined;
  /** Whether the caller has withdrawn it before it was called, or it could not be called. */
  isOff: boolean;
  /** Whether its call was seen, and is over. */
  call: "none" | "on" | "over";
}

/** What each state of a call that crossed ours means. */
const CROSSING = {
  deferred: "ringing",
  ringing: "ringing",
  ignored: "ringing",
  accepting: "accepted",
  accepted: "accepted",
  refused: "ended",
  canceled: "ended",
  failed: "ended",
} as const satisfies Record<RemoteInvitation["state"], PlannedMember["state"]>;

/** The state of a member. */
export function phaseOf({ invitation, crossing, isOff, call }: Entry): PlannedMember["state"] {
  if (call === "over") return "left";
  if (crossing !== undefined) return CROSSING[crossing.state];
  if (invitation === undefined || invitation.state === "idle") return isOff ? "ended" : "waiting";
  return stateOf(invitation.state);
}

/** A member as the plan sees it. */
export function plannedOf(entry: Entry): PlannedMember {
  const { peer, calledAtMs, invitation } = entry;
  const isAbsent = invitation?.snapshot.progress === "peer-absent";
  return { peer, calledAtMs, state: phaseOf(entry), isAbsent };
}

/** Whether an invitation was sent and has not ended. */
function isOpen(invitation: LocalInvitation | undefined): invitation is LocalInvitation {
  return invitation?.state === "sent" || invitation?.state === "received";
}

/** What an app sees of a member. */
export function memberOf(entry: Entry): GroupMember {
  const { peer, crossing } = entry;
  const { progress, outcome } = entry.invitation?.snapshot ?? {};
  return Object.freeze({
    peer,
    state: phaseOf(entry),
    progress,
    outcome,
    invitation: crossing ?? entry.invitation,
  });
}

/** Whether an app sees the same of all members. */
export function sameMembers(before: readonly GroupMember[], after: readonly GroupMember[]): boolean {
  const names = ["peer", "state", "progress", "outcome", "invitation"] as const;
  return (
    before.length === after.length &&
    after.every((member, index) => names.every((name) => Object.is(member[name], before[index]?.[name])))
  );
}

/** The client is being closed, which ends the group as well. */
export function isClosing(error: unknown): boolean {
  return error instanceof InvitationError && error.code === "client-closed";
}

/** A member that is done can be added again. */
export const DONE: ReadonlySet<PlannedMember["state"]> = new Set(["left", "ended"]);

/** Whether the other side called us instead. */
export function isSuperseded(invitation: LocalInvitation | undefined): boolean {
  const outcome = invitation?.snapshot.outcome;
  return outcome?.kind === "canceled" && outcome.reason === "superseded";
}

/** Whether its invitation ended because the client was closed. */
export function endedWithClient({ invitation }: Entry): boolean {
  const outcome = invitation?.snapshot.outcome;
  return outcome?.kind === "canceled" && outcome.reason === "closed";
}

/** Does something to an invitation that is open. It may have ended just now, because its time was over. */
export function whileOpen(
  invitation: LocalInvitation | undefined,
  act: (invitation: LocalInvitation) => void,
): void {
  if (!isOpen(invitation)) return;
  try {
    act(invitation);
  } catch (error) {
    if (!(error instanceof InvitationError && error.code === "illegal-command")) throw error;
  }
}
