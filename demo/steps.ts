// The steps of a call that get a line in the log, and how they follow from two successive snapshots.
import type {
  LocalFailure,
  LocalInvitationSnapshot,
  RemoteFailure,
  RemoteInvitationSnapshot,
} from "peer-invite";
import type { CallEndReason, CallStateName } from "peer-invite/call";
import type { Snapshot } from "./calls.ts";

type Ended =
  | "accepted"
  | "refused"
  | "busy"
  | "canceled"
  | "superseded"
  | "answered-elsewhere"
  | "page-closed";
type Here = "sent" | "received" | "lost" | "absent" | "no-broker" | "reaching" | `here-${LocalFailure}`;
type There = RemoteInvitationSnapshot["state"] | "link-lost" | "link-back" | `there-${RemoteFailure}`;
type Away = `away-${"busy" | "do-not-disturb" | "not-allowed"}`;
type Talking = `call-${Exclude<CallStateName, "ended"> | CallEndReason}`;

/** A step. */
export type Step = Ended | Here | There | Away | Talking;

/** A step, and the words that came with it. */
interface Change {
  readonly step: Step;
  readonly quote?: string;
}

/** What changed from `before` (undefined for a new invitation) to `now`; undefined if that needs no line. */
export function stepBetween(before: Snapshot | undefined, now: Snapshot): Change | undefined {
  const end = now.outcome;
  if (before?.state === now.state && (end !== undefined || now.role === "remote"))
    return now.role === "remote" ? linkChange(before, now) : undefined;
  if (end?.kind === "accepted") return { step: "accepted", quote: end.response };
  if (end?.kind === "refused")
    return { step: end.reason === "busy" ? "busy" : "refused", quote: end.response };
  if (end?.kind === "canceled") {
    if (end.reason === "superseded" || end.reason === "answered-elsewhere") return { step: end.reason };
    return { step: end.reason === "closed" ? "page-closed" : "canceled", quote: end.content };
  }
  return now.role === "local" ? stepHere(before, now) : stepThere(before, now);
}

function stepHere(before: Snapshot | undefined, now: LocalInvitationSnapshot): Change | undefined {
  if (now.outcome?.kind === "failed") return { step: `here-${now.outcome.reason}` };
  const from = before?.role === "local" ? before : undefined;
  if (now.state === "idle") return undefined;
  if (now.state === "received") return from?.state === now.state ? undefined : { step: "received" };
  if (from === undefined || from.state === "idle") return { step: "sent", quote: now.content };
  if (from.state === "received") return { step: "lost" };
  if (from.progress === now.progress) return undefined;
  if (now.progress === "peer-absent") return { step: "absent" };
  return { step: now.progress === "reaching-broker" ? "no-broker" : "reaching" };
}

function stepThere(before: Snapshot | undefined, now: RemoteInvitationSnapshot): Change | undefined {
  if (now.outcome?.kind === "failed") return { step: `there-${now.outcome.reason}` };
  return now.state === "ringing" && before === undefined
    ? { step: "ringing", quote: now.content }
    : { step: now.state };
}

/** The link was lost, or is back, and nothing else has changed. */
function linkChange(before: Snapshot | undefined, now: RemoteInvitationSnapshot): Change | undefined {
  if (before?.role !== "remote" || before.callerLinked === now.callerLinked || now.outcome) return undefined;
  return { step: now.callerLinked ? "link-back" : "link-lost" };
}
