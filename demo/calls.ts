// What the page shows of each invitation, made of nothing but its snapshots.
import type { LocalInvitationSnapshot, RemoteInvitationSnapshot } from "peer-invite";

/** Either side's snapshot. */
export type Snapshot = LocalInvitationSnapshot | RemoteInvitationSnapshot;

/** One invitation on the page: its newest snapshot, and how long its countdown was when it began. */
export interface Call<S extends Snapshot = Snapshot> {
  readonly key: string;
  readonly snapshot: S;
  readonly totalMs: number;
}

/** A call placed here. */
export type OutgoingCall = Call<LocalInvitationSnapshot>;
/** A call that came in. */
export type IncomingCall = Call<RemoteInvitationSnapshot>;

/** The same for one invitation all its life, and different for every two. */
export function keyOf(snapshot: Snapshot): string {
  return `${snapshot.role}/${otherPeer(snapshot)}/${snapshot.id}`;
}

/** The peer at the other end. */
export function otherPeer(snapshot: Snapshot): string {
  return snapshot.role === "local" ? snapshot.callee : snapshot.caller;
}

/** Whether a call was placed here. */
export function isOutgoing(call: Call): call is OutgoingCall {
  return call.snapshot.role === "local";
}

/** Whether a call came in. */
export function isIncoming(call: Call): call is IncomingCall {
  return call.snapshot.role === "remote";
}

/** Whether a call can still change. */
export function isOpen(call: Call): boolean {
  return call.snapshot.outcome === undefined;
}

/** Whether a call rings here now and waits for this person. */
export function isRingingHere(call: Call): call is IncomingCall {
  return isIncoming(call) && call.snapshot.state === "ringing";
}

/**
 * The calls with a newer snapshot of one of them; or with one call more: then the new one is in front, the other open ones
 * follow, and the ended ones come last. Nothing moves at other times, so that no button slips away under a finger.
 */
export function putSnapshot(calls: readonly Call[], snapshot: Snapshot, nowMs: number): readonly Call[] {
  const key = keyOf(snapshot);
  if (calls.some((call) => call.key === key))
    return calls.map((call) => (call.key === key ? { ...call, snapshot } : call));
  const call = { key, snapshot, totalMs: (snapshot.expiresAtMs ?? nowMs) - nowMs };
  return [call, ...calls.filter(isOpen), ...calls.filter((other) => !isOpen(other))];
}
