// What a group does next: whom it calls now, when it looks again, and what came of it. Pure.
import type { GroupMode, LocalOutcome } from "../index.ts";

/** How many of a group may be on their way at once, not yet ringing: each may be making a connection. */
const ATTEMPTS_MAX = 8;

/** One peer of a group, as the plan sees it. */
export interface PlannedMember {
  readonly peer: string;
  /**
   * - `waiting`: not called yet.
   * - `calling`: called, and not known to ring.
   * - `ringing`: it rings there.
   * - `accepted`: it answered, and counts.
   * - `left`: it answered, and its call is over.
   * - `ended`: it refused, failed, was canceled, or was withdrawn.
   */
  readonly state: "waiting" | "calling" | "ringing" | "accepted" | "left" | "ended";
  /** When it was called; undefined while it waits. */
  readonly calledAtMs: number | undefined;
  /** Whether the broker knows no such peer just now. It may still come, and keeps nobody waiting. */
  readonly isAbsent: boolean;
}

/** What came of a group. */
export type GroupOutcome =
  /** Somebody answered: `by` is the peer, or with the mode `all` the first one. */
  | { readonly kind: "answered"; readonly by: string }
  /** Nobody did. Each member's outcome says why. */
  | { readonly kind: "unanswered" }
  /** The caller gave up first. */
  | { readonly kind: "canceled" };

/** What is to be done now. */
export interface Decision {
  /** The members to call now, in this order. */
  readonly call: readonly string[];
  /** When to look again, though nothing has happened by then; undefined if only news can change anything. */
  readonly lookAtMs: number | undefined;
  /** What came of the group; undefined while it goes on. */
  readonly outcome: GroupOutcome | undefined;
}

/** The parts of a group that the plan goes by. */
export interface PlanParts {
  readonly mode: GroupMode;
  readonly members: readonly PlannedMember[];
  /** With `next`: after how long the next one is called beside one that still rings; undefined: only after it. */
  readonly staggerMs: number | undefined;
  /** With `next`: chooses the next one of those who wait. */
  readonly choose: (waiting: readonly string[]) => string;
  /** With `all`: whether the group ends once the calls of all who answered are over, and nobody rings any more. */
  readonly endsWhenAlone: boolean;
  /** Whether the caller has given up, or has ended the group. */
  readonly isCanceled: boolean;
}

/** Decides what a group does at `nowMs`. */
export function decide(parts: PlanParts, nowMs: number): Decision {
  const { mode, members, staggerMs, choose } = parts;
  const waiting = members.filter(({ state }) => state === "waiting");
  const open = members.filter(({ state }) => state === "calling" || state === "ringing");
  const outcome = outcomeOf(parts, open.length > 0, waiting.length > 0);
  const isOver = outcome !== undefined || parts.isCanceled;
  if (isOver || waiting.length === 0) return { call: [], lookAtMs: undefined, outcome };
  if (mode === "next") {
    const { isDue, lookAtMs } = nextOf(open, staggerMs, nowMs);
    return { call: isDue ? [choose(waiting.map(({ peer }) => peer))] : [], lookAtMs, outcome };
  }
  const calling = open.filter(({ state, isAbsent }) => state === "calling" && !isAbsent).length;
  const call = waiting.slice(0, Math.max(0, ATTEMPTS_MAX - calling)).map(({ peer }) => peer);
  return { call, lookAtMs: undefined, outcome };
}

/** Whether the next one is called now: one after the other; with a stagger, also after that time. */
function nextOf(
  open: readonly PlannedMember[],
  staggerMs: number | undefined,
  nowMs: number,
): { readonly isDue: boolean; readonly lookAtMs: number | undefined } {
  if (open.every(({ isAbsent }) => isAbsent))
    return { isDue: true, lookAtMs: staggerMs && nowMs + staggerMs };
  if (staggerMs === undefined) return { isDue: false, lookAtMs: undefined };
  const dueMs = Math.max(...open.map(({ calledAtMs = nowMs }) => calledAtMs)) + staggerMs;
  return dueMs <= nowMs ? { isDue: true, lookAtMs: nowMs + staggerMs } : { isDue: false, lookAtMs: dueMs };
}

/** A call to all goes on when nobody rings or waits, because others may still be added. */
function outcomeOf(
  { mode, members, endsWhenAlone, isCanceled }: PlanParts,
  rings: boolean,
  waits: boolean,
): GroupOutcome | undefined {
  const answered = members.find(({ state }) => state === "accepted" || state === "left");
  if (answered !== undefined && mode !== "all") return { kind: "answered", by: answered.peer };
  // What still rings is being canceled.
  if (rings || (waits && !isCanceled)) return undefined;
  if (answered === undefined) return { kind: isCanceled ? "canceled" : "unanswered" };
  const isAlone = endsWhenAlone && members.every(({ state }) => state !== "accepted");
  return isCanceled || isAlone ? { kind: "answered", by: answered.peer } : undefined;
}

/** The state of a member whose invitation is in this state. */
export function stateOf(state: "idle" | "sent" | "received" | LocalOutcome["kind"]): PlannedMember["state"] {
  return STATES[state];
}

const STATES = {
  idle: "waiting",
  sent: "calling",
  received: "ringing",
  accepted: "accepted",
  refused: "ended",
  canceled: "ended",
  failed: "ended",
} as const satisfies Record<string, PlannedMember["state"]>;
