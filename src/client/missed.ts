// The object that tells an app of an invitation which nobody here answered.
import type { MissedReason } from "../core/invitation/missed.ts";
import type { RemoteOutcome, RemoteRecord } from "../core/invitation/remote-record.ts";
import { type Words, wordsOf } from "../core/invitation/words.ts";
import { outcomeOf } from "./invitation.ts";

/** An incoming invitation that was missed, frozen. */
export interface MissedInvitation extends Words {
  readonly id: string;
  readonly caller: string;
  /** Why the invitation was missed. `MISSED` has a sentence for each reason. */
  readonly reason: MissedReason;
  /** Whether the invitation rang here. If it did not, the event `invitation` did not fire. */
  readonly rang: boolean;
  /**
   * How the invitation ended here. The caller learns only this: `busy`, for one that did not ring because of
   * this side's policy.
   */
  readonly outcome: RemoteOutcome;
  /** When it was missed, in ms since 1970 by this machine's clock. */
  readonly missedAtMs: number;
}

/** Makes a missed invitation from a record that has ended. */
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
