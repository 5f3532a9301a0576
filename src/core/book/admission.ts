// Decides on an incoming invitation: it rings, or is turned away without ringing (rules R10.1 and R10.3 to R10.8).
import { type Activity, exchange, NO_ACTIVITY } from "../invitation/activity.ts";
import type { MissedReason } from "../invitation/missed.ts";
import { judge, type Stance, situationOf } from "../invitation/policy.ts";
import type { RemoteInput } from "../invitation/remote-invitation.ts";
import { createRemote, type RemoteRecord } from "../invitation/remote-record.ts";
import type { FrameOf } from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Stats } from "./stats.ts";
import type { Transaction } from "./transaction.ts";

/** The counter for each reason why an invitation was missed. */
const COUNTED = {
  busy: "invitationsBusy",
  "do-not-disturb": "invitationsSilenced",
  "not-allowed": "invitationsSilenced",
} as const satisfies Partial<Record<MissedReason, keyof Stats>>;

/** All that callers are told. What a person does, and whom they know, is private (rule R10.6). */
const BUSY = { type: "refuse", reason: "busy", response: "" } as const;

/**
 * Takes the shell's answer whether a deferred invitation may ring. What is open with the caller itself counts only if
 * the caller has spoken of it since its link last changed: a reloaded page knows nothing of its old calls, and may call
 * again (R10.7).
 */
export function admit(
  tx: Transaction,
  entry: PeerEntry,
  { id, stance }: { readonly id: InvitationId; readonly stance: Stance },
): void {
  tx.settle(entry, "remote", id);
  const record = entry.remote.open.get(id);
  const state = record?.state;
  // We may be calling its caller by now, which is glare again.
  if (record === undefined || state?.kind !== "deferred" || state.rang || entry.local.open.size > 0) return;
  const { activity, strangers } = tx.state;
  const beside = exchange(activity, entry.counted, ownActivity(entry, record));
  entry.isKnown = stance.knows || strangers.knows(entry.peer);
  entry.mayConnect = stance.mayConnect;
  tx.recount(entry);
  const isCrowded =
    !entry.isKnown && stance.joins !== "expected" && strangers.share.open > tx.limits.openStrangersMax;
  const wanted = judge(situationOf(beside), stance);
  const verdict = wanted === "ring" && isCrowded ? "busy" : wanted;
  if (verdict === "ring") return void tx.apply(entry, "remote", id, { type: "release" });
  tx.count(COUNTED[verdict]);
  for (const record of tx.apply(entry, "remote", id, BUSY)) {
    tx.push({ do: "missed", record, reason: verdict });
  }
  tx.note(entry, `did not ring for ${id}: ${verdict}`);
}

/**
 * What is open with the caller itself and counts for one of its invitations. One of another page than the link's knows
 * nothing of what is open with that. One that was posted may have overtaken the end of a call, which is not posted.
 */
function ownActivity(entry: PeerEntry, { id, via }: RemoteRecord): Activity {
  if (entry.unspoken.has(id)) return NO_ACTIVITY;
  return via === "post" ? { ...entry.spokenActivity, calling: 0 } : entry.spokenActivity;
}

/** Turns an invitation away because there is no room, whatever the policy (rule R10.1). */
export function turnAwayBusy(tx: Transaction, entry: PeerEntry, invite: FrameOf<"invite">): void {
  tx.count("invitationsBusy");
  turnAway(tx, entry, invite, BUSY, "busy");
}

/** Turns away an invitation that came with too little time left to ring (rule R6.3). */
export function turnAwayLate(tx: Transaction, entry: PeerEntry, invite: FrameOf<"invite">): void {
  tx.count("invitationsLate");
  turnAway(tx, entry, invite, { type: "drop", reason: "expired" }, "expired");
}

/**
 * Remembers an invitation as ended by `input` without ringing, and states that to the caller if the machine has
 * something to say.
 */
export function turnAway(
  tx: Transaction,
  entry: PeerEntry,
  invite: Omit<FrameOf<"invite">, "t" | "ttlMs">,
  input: RemoteInput,
  missed?: MissedReason,
): void {
  const record = tx.add(entry, "remote", createRemote(entry.peer, { ...invite, ttlMs: 0 }, tx.nowMs), input);
  if (missed !== undefined) tx.push({ do: "missed", record, reason: missed });
  tx.note(entry, `did not ring for ${invite.id}: ${input.type}`);
}
