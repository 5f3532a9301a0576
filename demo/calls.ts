// What the page shows of each invitation, made of nothing but its snapshots and those of the call that comes of it.
import type { LocalInvitationSnapshot, RemoteInvitationSnapshot } from "peer-invite";
import { isOn, type Talk } from "./talk.ts";

/** Either side's snapshot. */
export type Snapshot = LocalInvitationSnapshot | RemoteInvitationSnapshot;

/** One invitation on the page: its newest snapshot, how long its countdown was when it began, and what came of it. */
export interface Call<S extends Snapshot = Snapshot> {
  readonly key: string;
  readonly snapshot: S;
  readonly totalMs: number;
  /** The call after acceptance; undefined before, and where none comes of it. */
  readonly talk: Talk | undefined;
}

/** A call placed here. */
export type OutgoingCall = Call<LocalInvitationSnapshot>;
/** A call that came in. */
export type IncomingCall = Call<RemoteInvitationSnapshot>;

/** A call in which two people talk, or are about to. */
export type TalkingCall = Call & { readonly talk: Talk };

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
  return call.snapshot.outcome === undefined || isTalking(call);
}

/** Whether two people talk in it, or are about to. */
export function isTalking(call: Call): call is TalkingCall {
  return call.talk !== undefined && isOn(call.talk);
}

/** The calls with news of the talk of one of them. */
export function putTalk(calls: readonly Call[], key: string, news: Partial<Talk>): readonly Call[] {
  return calls.map((call) =>
    call.key === key && call.talk !== undefined ? { ...call, talk: { ...call.talk, ...news } } : call,
  );
}

/** Whether a call rings here now and waits for this person. */
export function isRingingHere(call: Call): call is IncomingCall {
  return isIncoming(call) && call.snapshot.state === "ringing";
}

/** Whether somebody is talked with now: a call is on, and not on hold. */
export function isTalkedIn(call: Call): call is TalkingCall {
  return isTalking(call) && !call.talk.snapshot.held;
}

/** Whether somebody waits for this person's answer, or for what comes of it. */
export function isToAnswer(call: Call): call is IncomingCall {
  return isIncoming(call) && (call.snapshot.state === "ringing" || call.snapshot.state === "accepting");
}

/** More ended calls than these are in the list of recent ones alone. */
const ENDED_MAX = 4;

/**
 * The calls with a newer snapshot of one of them; or with one call more: then the new one is in front, the other open ones
 * follow, and the ended ones come last. Nothing moves at other times, so that no button slips away under a finger.
 */
export function putSnapshot(calls: readonly Call[], snapshot: Snapshot, nowMs: number): readonly Call[] {
  const key = keyOf(snapshot);
  // More than before, once it rings.
  const leftMs = (snapshot.expiresAtMs ?? nowMs) - nowMs;
  if (calls.some((call) => call.key === key))
    return calls.map((call) =>
      call.key === key ? { ...call, snapshot, totalMs: Math.max(call.totalMs, leftMs) } : call,
    );
  const call = { key, snapshot, totalMs: leftMs, talk: undefined };
  const ended = calls.filter((other) => !isOpen(other));
  return [call, ...calls.filter(isOpen), ...ended.slice(0, ENDED_MAX)];
}
