// Which invitations count as missed: those that this person did not answer, whether they rang or not. A table.
import type { RemoteOutcome } from "./remote-record.ts";

/** Why an invitation was missed. Each reason has a sentence. */
export const MISSED = {
  canceled: "the caller canceled it before it was answered",
  expired: "nobody answered in time",
  lost: "the caller or this page disappeared before the answer was confirmed",
  closed: "this client was closed while it rang",
  busy: "it was refused as busy without ringing",
  "do-not-disturb": "it was refused without ringing because do not disturb was on",
  "not-allowed": "it was refused without ringing because this caller may not ring here",
} as const;
/** See {@link MISSED}. */
export type MissedReason = keyof typeof MISSED;

type Reasons<Kind extends RemoteOutcome["kind"]> =
  Extract<RemoteOutcome, { kind: Kind }> extends {
    reason: infer Reason extends string;
  }
    ? Record<Reason, MissedReason | undefined>
    : MissedReason | undefined;

/**
 * The reason by outcome. A superseded invitation was not missed, because the other one counts in its place. Nor was one that another
 * callee answered.
 */
const MISSED_BY: { readonly [Kind in RemoteOutcome["kind"]]: Reasons<Kind> } = {
  accepted: undefined,
  refused: { refused: undefined, busy: "busy" },
  canceled: {
    canceled: "canceled",
    closed: "canceled",
    superseded: undefined,
    "answered-elsewhere": undefined,
  },
  failed: {
    expired: "expired",
    unconfirmed: "lost",
    "caller-lost": "lost",
    closed: "closed",
    "answered-earlier": undefined,
  },
};

/** Why an invitation with this outcome was missed; undefined if it was not. */
export function missedBy(outcome: RemoteOutcome): MissedReason | undefined {
  const reasons: MissedReason | undefined | Readonly<Record<string, MissedReason | undefined>> =
    MISSED_BY[outcome.kind];
  return typeof reasons === "object" && "reason" in outcome ? reasons[outcome.reason] : undefined;
}
