// What an app is told of an invitation that nobody here answered.
import type { MissedReason } from "../core/invitation/missed.ts";
import type { RemoteOutcome, RemoteRecord } from "../core/invitation/remote-record.ts";
import { type Words, wordsOf } from "../core/invitation/words.ts";
import { outcomeOf } from "./invitation.ts";

/** An incoming invitation that was missed, frozen. */
export interface MissedInvitation extends Words {
  readonly id: string;
  readonly caller: string;
  /** Why it was missed: `MISSED` has a sentence for each. */
  readonly reason: MissedReason;
  /** Whether it rang here. If it did not, there was no event `invitation`. */
  readonly rang: boolean;
  /** How it ended here. Its caller is told only that: for whatever did not ring by this side's policy, `busy`. */
  readonly outcome: RemoteOutcome;
  /** When it was missed, in ms since 1970 by this machine's clock. */
  readonly missedAtMs: number;
}

/** A record that has ended, as an app is told that it was missed. */
export function createMissed(
  record: RemoteRecord,
  reason: MissedReason,
  rang: boolean,
  missedAtMs: number,
): MissedInvitation {
  const { id, peer: caller } = record;
  const outcome = outcomeOf(record) as RemoteOutcome;
  return Object.freeze({ id, caller, ...wordsOf(record), reason, rang, outcome, missedAtMs });
}
