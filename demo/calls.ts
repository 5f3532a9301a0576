// The calls on the page. Each consists of the snapshots of its invitation, and of the talk that follows.
import type { InvitationSnapshot, LocalInvitationSnapshot, RemoteInvitationSnapshot } from "peer-invite";
import { isOn, type Talk } from "./talk.ts";

/** Either side's snapshot. */
export type Snapshot = InvitationSnapshot;

/** One call on the page, from its invitation to its end. */
export interface Call<S extends Snapshot = Snapshot> {
  /** The key of the invitation: no two of them share one. */
  readonly key: string;
  /** The newest snapshot of the invitation. */
  readonly snapshot: S;
  /** How long the countdown was at its longest. */
  readonly totalMs: number;
  /** When the invitation ended, in ms since 1970; undefined until then. */
  readonly endedAtMs: number | undefined;
  /** The call after acceptance; undefined before, and if none follows. */
  readonly talk: Talk | undefined;
}

/** A call placed here. */
export type OutgoingCall = Call<LocalInvitationSnapshot>;
/** A call from somebody else. */
export type IncomingCall = Call<RemoteInvitationSnapshot>;

/** A call in which two people talk, or are about to. */
export type TalkingCall = Call & { readonly talk: Talk };

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

/** The call that ended last; undefined if none has. */
export function lastEnded(calls: readonly Call[]): Call | undefined {
  const endOf = ({ talk, endedAtMs }: Call): number => (talk === undefined ? endedAtMs : talk.endedAtMs) ?? 0;
  return calls.filter((call) => !isOpen(call)).toSorted((a, b) => endOf(b) - endOf(a))[0];
}

/** `calls`, with changes to the talk of one of them. */
export function putTalk(calls: readonly Call[], key: string, news: Partial<Talk>): readonly Call[] {
  return calls.map((call) =>
    call.key === key && call.talk !== undefined ? { ...call, talk: { ...call.talk, ...news } } : call,
  );
}

/** Whether a call rings here now and waits for this person. */
export function isRingingHere(call: Call): call is IncomingCall {
  return isIncoming(call) && call.snapshot.state === "ringing";
}

/** Whether the people in a call can hear each other: it is active, and not on hold. */
export function isTalkedIn(call: Call): call is TalkingCall {
  return isTalking(call) && !call.talk.snapshot.held;
}

/** Whether a caller waits for this person's answer, or for the answer to be confirmed. */
export function isToAnswer(call: Call): call is IncomingCall {
  return isIncoming(call) && (call.snapshot.state === "ringing" || call.snapshot.state === "accepting");
}

/** The cards show this many ended calls. Older ones are in the list of recent calls only. */
const ENDED_MAX = 4;

/**
 * `calls`, with a newer snapshot of one of them, which stays where it is. A new call goes in front of the open ones, and the
 * ended ones come last. Nothing moves at other times, so that no button slips away from under a finger.
 */
export function putSnapshot(calls: readonly Call[], snapshot: Snapshot, nowMs: number): readonly Call[] {
  const { key } = snapshot;
  // The time limit may be extended once the call rings.
  const leftMs = (snapshot.expiresAtMs ?? nowMs) - nowMs;
  if (calls.some((call) => call.key === key))
    return calls.map((call) =>
      call.key === key
        ? {
            ...call,
            snapshot,
            totalMs: Math.max(call.totalMs, leftMs),
            endedAtMs: call.endedAtMs ?? (snapshot.outcome && nowMs),
          }
        : call,
    );
  const endedAtMs = snapshot.outcome && nowMs;
  const call = { key, snapshot, totalMs: leftMs, endedAtMs, talk: undefined };
  const ended = calls.filter((other) => !isOpen(other));
  return [call, ...calls.filter(isOpen), ...ended.slice(0, ENDED_MAX)];
}
