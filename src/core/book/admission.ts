// What becomes of an invitation that arrives: it rings, or is turned away without ringing (rules R10.1 and R10.3 to R10.8).
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

/** What is counted, by why it was missed. */
const COUNTED = {
  busy: "invitationsBusy",
  "do-not-disturb": "invitationsSilenced",
  "not-allowed": "invitationsSilenced",
} as const satisfies Partial<Record<MissedReason, keyof Stats>>;

/** All that callers are told of it: what a person does, and whom they know, is nobody's business (rule R10.6). */
const BUSY = { type: "refuse", reason: "busy", response: "" } as const;

/**
 * The shell answered whether an invitation that is deferred may ring. What is open with the caller itself counts only if it has
 * spoken of it since its link last changed: a page that was reloaded knows nothing of its old calls, and may well call
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
  // Its caller may be called from here by now: that is glare again.
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
  // It is open, and nothing of it is overdue.
  const record = entry.remote.apply(id, BUSY, at) as RemoteRecord;
  desk.push({ do: "missed", record, reason: verdict });
  desk.note(entry, `did not ring for ${id}: ${verdict}`);
}

/**
 * What makes busy of the caller's own. One that came with a request for a channel is of a page that has no link to us: it may
 * have been loaded again, and nothing that is open with the caller counts.
 */
function businessBeside(entry: PeerEntry, id: InvitationId): Business {
  return entry.remote.open.get(id)?.via === "broker" ? NO_BUSINESS : entry.spokenBusiness;
}

/** There is no room for an invitation, whatever the policy (rule R10.1). */
export function turnAwayBusy(desk: Desk, entry: PeerEntry, invite: FrameOf<"invite">): void {
  desk.count("invitationsBusy");
  turnAway(desk, entry, invite, BUSY, "busy");
}

/** An invitation came with too little time left to ring (rule R6.3). */
export function turnAwayLate(desk: Desk, entry: PeerEntry, invite: FrameOf<"invite">): void {
  desk.count("invitationsLate");
  turnAway(desk, entry, invite, { type: "drop", reason: "expired" }, "expired");
}

/** Remembers an invitation as ended by `input` without ringing, and says so where there is something to say. */
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
