// Our own attempts to reach one peer: one at a time, with growing pauses after failures. Pure.

import { type Steps, step, type Table } from "../../base/pure/table.ts";
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

/** What can happen to the attempts. */
export type DialInput =
  /** The peer is needed. `channel`: the number that the attempt gets. During a pause nothing happens. */
  | { readonly type: "dial"; readonly channel: ChannelId }
  /** The attempt opened. It counts as a success only when the other side says something on the channel. */
  | { readonly type: "opened" }
  /** The other side said `hello`, so the next attempt need not wait. */
  | { readonly type: "greeted" }
  /** The channel closed without a frame, as a peer that blocks us closes it. */
  | { readonly type: "dropped" }
  | { readonly type: "failed" }
  /** No one needs the peer any more, or it cannot be dialed. Ends a pause; an attempt under way goes on. */
  | { readonly type: "rest" };

/** The attempts as a table. `dial` is not legal while `dialing`, because there is one attempt at a time. */
export const DIAL_TABLE = {
  resting: { dial: "dialing", greeted: "resting", dropped: "pausing" },
  dialing: { opened: "resting", failed: "pausing" },
  pausing: { dial: "dialing", rest: "resting" },
} as const satisfies Table<Dial["kind"], DialInput["type"]>;

/** The time of an input, and the limits. */
export interface DialMoment {
  readonly nowMs: number;
  readonly limits: Limits;
}

/** No attempt is under way, and none has failed. */
export const RESTING: Dial = { kind: "resting", failures: 0 };

/** What `input` makes of `dial`. An input that is not in the table changes nothing. */
export function reduceDial(dial: Dial, input: DialInput, at: DialMoment): Dial {
  return step(DIAL_TABLE, STEPS, dial, input, at) ?? dial;
}

/** What each input does. */
const STEPS: Steps<typeof DIAL_TABLE, Dial, DialInput, DialMoment> = {
  dial: (kind, from, { channel }, { nowMs, limits }) => {
    if (from.kind === "pausing" && from.retryAtMs > nowMs) return from;
    return { kind, failures: from.failures, channel, giveUpAtMs: nowMs + limits.connectTimeoutMs };
  },
  opened: (kind, { failures }) => ({ kind, failures }),
  greeted: (kind) => ({ kind, failures: 0 }),
  dropped: (kind, from, _input, at) => pause(kind, from, at),
  failed: (kind, from, _input, at) => pause(kind, from, at),
  rest: (kind) => ({ kind, failures: 0 }),
};

/** A pause, which doubles with each failure in a row. */
function pause(kind: "pausing", { failures }: Dial, { nowMs, limits }: DialMoment): Dial {
  const pauseMs = Math.min(limits.retryMaxMs, limits.retryMinMs * 2 ** failures);
  return { kind, failures: failures + 1, retryAtMs: nowMs + pauseMs };
}

/** Whether `channel` is the attempt under way. */
export function isDialing(dial: Dial, channel: ChannelId): boolean {
  return dial.kind === "dialing" && dial.channel === channel;
}

/** When the attempt or the pause is over; undefined if there is neither. */
export function dialDeadline(dial: Dial): number | undefined {
  if (dial.kind === "dialing") return dial.giveUpAtMs;
  return dial.kind === "pausing" ? dial.retryAtMs : undefined;
}
