// Our own attempts to reach one peer: one at a time, with growing pauses after failures. Pure.

import { nextState, type Table } from "../../base/pure/table.ts";
import type { Limits } from "../wire/limits.ts";

/** The number of a channel in this client, assigned by the book. */
export type ChannelId = number;

/**
 * No attempt, an attempt under way, or the pause after a failure. `failures` counts the failures since the last
 * success.
 */
export type Dial =
  | { readonly kind: "resting"; readonly failures: number }
  | {
      readonly kind: "dialing";
      readonly failures: number;
      readonly channel: ChannelId;
      readonly giveUpAtMs: number;
    }
  | { readonly kind: "pausing"; readonly failures: number; readonly retryAtMs: number };

/** The attempts as a table. `dial` is not legal while `dialing`, because there is one attempt at a time. */
export const DIAL_TABLE = {
  resting: { dial: "dialing", greeted: "resting", dropped: "pausing" },
  dialing: { opened: "resting", failed: "pausing" },
  pausing: { dial: "dialing", rest: "resting" },
} as const satisfies Table<Dial["kind"], "dial" | "opened" | "greeted" | "dropped" | "failed" | "rest">;

/** The time, the limits, and a channel number that is free to dial with. */
export interface DialMoment {
  readonly nowMs: number;
  readonly limits: Limits;
  readonly freeChannel: ChannelId;
}

/** No attempt is under way, and none has failed. */
export const RESTING: Dial = { kind: "resting", failures: 0 };

/** Whether `channel` is the attempt under way. */
export function isDialing(dial: Dial, channel: ChannelId): boolean {
  // Stryker disable next-line ConditionalExpression: the test of the kind is for its type; no other kind has this channel
  return dial.kind === "dialing" && dial.channel === channel;
}

/** Begins an attempt, unless one is under way or a pause forbids it; then it returns the same object. */
export function startDial(dial: Dial, at: DialMoment): Dial {
  const kind = nextState(DIAL_TABLE, dial.kind, "dial");
  // Stryker disable next-line ConditionalExpression: the test of the kind is for its type; no other kind has this time
  if (kind === undefined || (dial.kind === "pausing" && dial.retryAtMs > at.nowMs)) return dial;
  const giveUpAtMs = at.nowMs + at.limits.connectTimeoutMs;
  return { kind, failures: dial.failures, channel: at.freeChannel, giveUpAtMs };
}

/** The attempt under way opened. It counts as a success only when the other side says something on the channel. */
export function dialOpened(dial: Dial): Dial {
  const kind = nextState(DIAL_TABLE, dial.kind, "opened");
  return kind === undefined ? dial : { kind, failures: dial.failures };
}

/** The other side said `hello`, so the next attempt need not wait. */
export function dialGreeted(dial: Dial): Dial {
  const kind = nextState(DIAL_TABLE, dial.kind, "greeted");
  return kind === undefined ? dial : { kind, failures: 0 };
}

/**
 * The attempt under way `failed`, or its channel was `dropped` without a frame, as by a peer that blocks us. Begins a
 * pause, which doubles with each failure in a row.
 */
export function dialFailed(dial: Dial, how: "failed" | "dropped", { nowMs, limits }: DialMoment): Dial {
  const kind = nextState(DIAL_TABLE, dial.kind, how);
  if (kind === undefined) return dial;
  const pauseMs = Math.min(limits.retryMaxMs, limits.retryMinMs * 2 ** dial.failures);
  return { kind, failures: dial.failures + 1, retryAtMs: nowMs + pauseMs };
}

/** No one needs the peer any more, or it cannot be dialed. Ends a pause; an attempt under way goes on. */
export function restDial(dial: Dial): Dial {
  const kind = nextState(DIAL_TABLE, dial.kind, "rest");
  return kind === undefined ? dial : { kind, failures: 0 };
}

/** When the attempt or the pause is over; undefined if there is neither. */
export function dialDeadline(dial: Dial): number | undefined {
  if (dial.kind === "dialing") return dial.giveUpAtMs;
  // Stryker disable next-line ConditionalExpression: the test of the kind is for its type; no other kind has this time
  return dial.kind === "pausing" ? dial.retryAtMs : undefined;
}
