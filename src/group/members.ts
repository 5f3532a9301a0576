// The members of a group: what the group holds of each, and what an app sees.
import type { GroupMode, LocalInvitation, LocalOutcome, Progress } from "../index.ts";
import { type GroupOutcome, type PlannedMember, stateOf } from "./plan.ts";

/** One member of a group at one moment, frozen. */
export interface GroupMember {
  readonly peer: string;
  readonly state: PlannedMember["state"];
  /** How far its invitation has come; undefined while it waits and after the end. */
  readonly progress: Progress | undefined;
  /** How its invitation ended; undefined until then, and for one that was never called. */
  readonly outcome: LocalOutcome | undefined;
  /** Its invitation; undefined while it waits. On `accepted`, start the call of this one. */
  readonly invitation: LocalInvitation | undefined;
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
  readonly accepted: readonly [invitation: LocalInvitation];
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
  /** Whether the caller has withdrawn it before it was called, or it could not be called. */
  isOff: boolean;
  /** Whether its call was seen, and is over. */
  call: "none" | "on" | "over";
}

/** The state of a member. */
export function phaseOf({
  invitation,
  isOff,
  call,
}: Omit<Entry, "peer" | "calledAtMs">): PlannedMember["state"] {
  if (invitation === undefined) return isOff ? "ended" : "waiting";
  if (call === "over") return "left";
  return stateOf(invitation.state, invitation.snapshot.outcome);
}

/** Whether an invitation was sent and has not ended. */
export function isOpen(invitation: LocalInvitation | undefined): invitation is LocalInvitation {
  return invitation?.state === "sent" || invitation?.state === "received";
}

/** What an app sees of a member. */
export function memberOf(entry: Entry): GroupMember {
  const { peer, invitation } = entry;
  const { progress, outcome } = invitation?.snapshot ?? {};
  return Object.freeze({ peer, state: phaseOf(entry), progress, outcome, invitation });
}

/** Whether an app sees the same of all members. */
export function sameMembers(before: readonly GroupMember[], after: readonly GroupMember[]): boolean {
  const names = ["peer", "state", "progress", "outcome", "invitation"] as const;
  return (
    before.length === after.length &&
    after.every((member, index) => names.every((name) => Object.is(member[name], before[index]?.[name])))
  );
}
