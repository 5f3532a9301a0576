// Decides on an incoming invitation: it rings, or is turned away without ringing (rules R10.1 and R10.3 to R10.8).
import { type Business, exchange, NO_BUSINESS } from "../invitation/business.ts";
import type { MissedReason } from "../invitation/missed.ts";
import { judge, type Stance, situationOf } from "../invitation/policy.ts";
import type { RemoteInput } from "../invitation/remote-invitation.ts";
import { createRemote, type RemoteRecord } from "../invitation/remote-record.ts";
import type { FrameOf } from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";
import type { Desk } from "./desk.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Stats } from "./stats.ts";

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
  desk: Desk,
  entry: PeerEntry,
  { id, stance }: { readonly id: InvitationId; readonly stance: Stance },
): void {
  const at = desk.at(entry);
  entry.remote.settle(id, at);
  const state = entry.remote.open.get(id)?.state;
  // We may be calling its caller by now, which is glare again.
  if (state?.kind !== "deferred" || state.rang || entry.local.open.size > 0) return;
  const business = exchange(desk.business, entry.counted, businessBeside(entry, id));
  entry.isKnown = stance.knows || desk.strangers.knows(entry.peer);
  desk.recount(entry);
  const isCrowded = !entry.isKnown && desk.strangers.share.open > desk.limits.openStrangersMax;
  const wanted = judge(situationOf(business), stance);
  const verdict = wanted === "ring" && isCrowded ? "busy" : wanted;
  if (verdict === "ring") {
    entry.remote.apply(id, { type: "release" }, at);
    return;
  }
  desk.count(COUNTED[verdict]);
  // The cast holds because the invitation is open and nothing of it is overdue.
  const record = entry.remote.apply(id, BUSY, at) as RemoteRecord;
  desk.push({ do: "missed", record, reason: verdict });
  desk.note(entry, `did not ring for ${id}: ${verdict}`);
}

/**
 * What makes us busy with the caller itself: only what the caller has spoken of. An invitation that came with a request
 * for a channel is from a page that has no link to us. That page may have been reloaded, so nothing that is open with
 * its caller counts.
 */
function businessBeside(entry: PeerEntry, id: InvitationId): Business {
  return entry.remote.open.get(id)?.via === "broker" ? NO_BUSINESS : entry.spokenBusiness;
}

/** Turns an invitation away because there is no room, whatever the policy (rule R10.1). */
export function turnAwayBusy(desk: Desk, entry: PeerEntry, invite: FrameOf<"invite">): void {
  desk.count("invitationsBusy");
  turnAway(desk, entry, invite, BUSY, "busy");
}

/** Turns away an invitation that came with too little time left to ring (rule R6.3). */
export function turnAwayLate(desk: Desk, entry: PeerEntry, invite: FrameOf<"invite">): void {
  desk.count("invitationsLate");
  turnAway(desk, entry, invite, { type: "drop", reason: "expired" }, "expired");
}

/**
 * Remembers an invitation as ended by `input` without ringing, and states that to the caller if the machine has
 * something to say.
 */
export function turnAway(
  desk: Desk,
  entry: PeerEntry,
  invite: Omit<FrameOf<"invite">, "t" | "ttlMs">,
  input: RemoteInput,
  missed?: MissedReason,
): void {
  const at = desk.at(entry);
  const record = entry.remote.add(createRemote(entry.peer, { ...invite, ttlMs: 0 }, at.nowMs), input, at);
  if (missed !== undefined) desk.push({ do: "missed", record, reason: missed });
  desk.note(entry, `did not ring for ${invite.id}: ${input.type}`);
}
