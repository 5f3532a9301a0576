// Derives steps from a change of the callee's snapshot: which frames came in or went out, and what they say about the caller.
import type { RemoteFailure, RemoteInvitationSnapshot } from "../../index.ts";
import type { ChartStep } from "./step.ts";

type Snapshot = RemoteInvitationSnapshot;

/** The cause of each failure: this end's clock, its leaving, or a frame from the caller. */
const FAILED = {
  expired: { states: { callee: "failed" } },
  unconfirmed: { states: { callee: "failed" } },
  "caller-lost": { states: { callee: "failed", caller: "unknown" } },
  closed: { arrow: { frame: "gone", known: "sent" }, states: { callee: "failed" } },
  "answered-earlier": { arrow: { frame: "cancel", known: "heard" }, states: { callee: "failed" } },
} as const satisfies Record<RemoteFailure, ChartStep>;

/**
 * The steps from `before` (undefined for a new invitation) to `now`, in the order in which they happened. `hasLostLink`:
 * whether it has lost a link, so that the next link is its return and not the first one.
 */
export function stepsOfCallee(
  before: Snapshot | undefined,
  now: Snapshot,
  hasLostLink: boolean,
): readonly ChartStep[] {
  if (before === undefined) return invited(now);
  if (before.state === now.state) return linkOf(before, now, hasLostLink);
  return stateOf(before, now);
}

const RECEIVED = { frame: "received", known: "sent" } as const;

/** A first invitation comes with the request for a channel. It rings before anything can be sent back. */
function invited(now: Snapshot): readonly ChartStep[] {
  const { content, state, callerLinked } = now;
  const arrow = { frame: "invite", known: "heard" } as const;
  const quote = content === "" ? {} : { quote: content };
  if (state === "ringing" && !callerLinked)
    return [{ arrow, states: { caller: "sent", callee: state }, ...quote }];
  return [{ arrow, states: { caller: "sent" }, ...quote }, ...stateOf(undefined, now)];
}

function stateOf(
  before: Snapshot | undefined,
  { state, outcome, callerLinked }: Snapshot,
): readonly ChartStep[] {
  switch (state) {
    case "ringing":
      return [{ ...(callerLinked && { arrow: RECEIVED }), states: { callee: state } }];
    case "deferred":
    case "ignored":
      return [{ note: state, states: { callee: state } }];
    case "accepting":
      return [{ arrow: { frame: "accept", known: "sent" }, states: { callee: state } }];
    default:
      return outcome === undefined ? [] : [endOf(before, outcome)];
  }
}

function endOf(before: Snapshot | undefined, outcome: NonNullable<Snapshot["outcome"]>): ChartStep {
  switch (outcome.kind) {
    case "accepted":
      return {
        arrow: { frame: "confirm", known: "heard" },
        states: { caller: "accepted", callee: "accepted" },
      };
    case "refused":
      return {
        arrow: { frame: "refuse", known: "sent" },
        states: { callee: "refused" },
        ...(outcome.reason === "busy" && { note: outcome.reason }),
        ...(outcome.response !== "" && { quote: outcome.response }),
      };
    case "canceled": {
      const states = { caller: "canceled", callee: "canceled" } as const;
      // The caller may never have sent a cancel, because it has accepted our own invitation.
      if (outcome.reason === "superseded" && before?.state === "deferred")
        return { note: outcome.reason, states };
      return {
        arrow: { frame: "cancel", known: "heard" },
        states,
        ...(outcome.reason !== "canceled" && { note: outcome.reason }),
        ...(outcome.content !== "" && { quote: outcome.content }),
      };
    }
    case "failed":
      return { ...FAILED[outcome.reason], note: outcome.reason };
  }
}

/** The link was lost, or is up again. Then the caller is told the state, again or for the first time. */
function linkOf(before: Snapshot, now: Snapshot, hasLostLink: boolean): readonly ChartStep[] {
  if (before.callerLinked === now.callerLinked || now.outcome !== undefined) return [];
  if (!now.callerLinked) return [{ note: "link-lost", states: { caller: "unknown" } }];
  const frame = now.state === "accepting" ? "accept" : "received";
  const stated = { arrow: { frame, known: "sent" } } as const;
  return [hasLostLink ? { ...stated, note: "link-back", states: { caller: "sent" } } : stated];
}
