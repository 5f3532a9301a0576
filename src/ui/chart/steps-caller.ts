// Derives steps from a change of the caller's snapshot: which frames went out or came in, and what they say about the callee.
import type { LocalFailure, LocalInvitationSnapshot } from "../../index.ts";
import type { ChartStep } from "./step.ts";

type Snapshot = LocalInvitationSnapshot;

/** The failures that the callee reports. The others come from the caller's own clock. */
const TOLD: ReadonlySet<LocalFailure> = new Set(["peer-closed", "peer-lost", "unconfirmed"]);

/** The steps from `before` (undefined for a new invitation) to `now`, in the order in which they happened. */
export function stepsOfCaller(before: Snapshot | undefined, now: Snapshot): readonly ChartStep[] {
  if (before?.state === now.state) return progressOf(before, now);
  switch (now.state) {
    case "idle":
      return [{ note: "created", states: { caller: "idle" } }];
    case "sent":
      return before?.state === "received" ? [lost()] : [sent(now)];
    case "received":
      return [{ arrow: heard("received"), states: { caller: "received", callee: "ringing" } }];
    default:
      return endOf(before, now);
  }
}

function heard(frame: "received" | "accept" | "refuse" | "gone") {
  return { frame, known: "heard" } as const;
}

/** Every invitation begins on its way to the peer, so that gets no note. */
function sent({ content, progress }: Snapshot): ChartStep {
  return {
    arrow: { frame: "invite", known: "sent" },
    states: { caller: "sent" },
    ...(progress !== undefined &&
      progress !== "reaching-peer" &&
      progress !== "ringing" && { note: progress }),
    ...quoted(content),
  };
}

function lost(): ChartStep {
  return { note: "link-lost", states: { caller: "sent", callee: "unknown" } };
}

function progressOf(before: Snapshot, { progress }: Snapshot): readonly ChartStep[] {
  if (progress === undefined || progress === "ringing" || progress === before.progress) return [];
  return [{ note: progress }];
}

function endOf(before: Snapshot | undefined, { outcome }: Snapshot): readonly ChartStep[] {
  switch (outcome?.kind) {
    case "accepted":
      return [
        {
          arrow: heard("accept"),
          states: { caller: "accepted", callee: "accepting" },
          ...quoted(outcome.response),
        },
        { arrow: { frame: "confirm", known: "sent" } },
      ];
    case "refused":
      return [
        {
          arrow: heard("refuse"),
          states: { caller: "refused", callee: "refused" },
          ...(outcome.reason === "busy" && { note: outcome.reason }),
          ...quoted(outcome.response),
        },
      ];
    case "canceled":
      if (before === undefined || before.state === "idle")
        return [{ note: "discarded", states: { caller: "canceled" } }];
      return [
        {
          arrow: { frame: "cancel", known: "sent" },
          states: { caller: "canceled" },
          ...(outcome.reason !== "canceled" && { note: outcome.reason }),
          ...quoted(outcome.content),
        },
      ];
    case "failed": {
      const { reason } = outcome;
      if (!TOLD.has(reason)) return [{ note: reason, states: { caller: "failed" } }];
      return [{ arrow: heard("gone"), note: reason, states: { caller: "failed", callee: "failed" } }];
    }
    default:
      return [];
  }
}

function quoted(quote: string): Pick<ChartStep, "quote"> {
  return quote === "" ? {} : { quote };
}
