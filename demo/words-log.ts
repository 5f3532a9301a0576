// The words of the log: one short line for each step of a call's life.
import type {
  LocalFailure,
  LocalInvitationSnapshot,
  RemoteFailure,
  RemoteInvitationSnapshot,
} from "peer-invite";
import type { Snapshot } from "./calls.ts";

/** A line's words, and what somebody said with it. */
export interface Change {
  readonly words: string;
  readonly quote?: string;
}

const FAILED_HERE: Readonly<Record<LocalFailure, string>> = {
  "peer-offline": "failed, not online",
  "peer-unreachable": "failed, no connection came up",
  "peer-no-response": "failed, the other page did not respond",
  "broker-offline": "failed, no broker",
  expired: "failed, no answer in time",
  "peer-closed": "failed, the other page closed",
  "peer-lost": "failed, connection lost",
  unconfirmed: "failed, accepted but not confirmed in time",
};

const FAILED_THERE: Readonly<Record<RemoteFailure, string>> = {
  expired: "missed, no answer in time",
  unconfirmed: "failed, accepted but not confirmed",
  "caller-lost": "missed, the caller was lost",
  closed: "given up, this page closed",
  "answered-earlier": "answered before the reload",
};

/** What changed from `before` (undefined: it is new) to `now`; undefined when it is not worth a line. */
export function wordsForChange(before: Snapshot | undefined, now: Snapshot): Change | undefined {
  const end = now.outcome;
  if (before?.state === now.state && (end !== undefined || now.role === "remote"))
    return now.role === "remote" ? linkChange(before, now) : undefined;
  if (end?.kind === "accepted") return { words: "accepted", quote: end.response };
  if (end?.kind === "refused")
    return { words: end.reason === "busy" ? "busy" : "refused", quote: end.response };
  if (end?.kind === "canceled") return canceled(end.reason, end.content);
  return now.role === "local" ? stepHere(before, now) : stepThere(before, now);
}

function canceled(reason: string, content: string): Change {
  if (reason === "superseded") return { words: "canceled, you called each other" };
  return { words: reason === "closed" ? "canceled, the page closed" : "canceled", quote: content };
}

function stepHere(before: Snapshot | undefined, now: LocalInvitationSnapshot): Change | undefined {
  if (now.outcome?.kind === "failed") return { words: FAILED_HERE[now.outcome.reason] };
  const from = before?.role === "local" ? before : undefined;
  if (now.state === "idle") return undefined;
  if (now.state === "received") return from?.state === now.state ? undefined : { words: "received, ringing" };
  if (from === undefined || from.state === "idle") return { words: "sent", quote: now.content };
  if (from.state === "received") return { words: "connection lost, reaching again" };
  if (from.progress === now.progress) return undefined;
  if (now.progress === "peer-absent") return { words: "not there, still trying" };
  return { words: now.progress === "reaching-broker" ? "waiting for the broker" : "reaching" };
}

function stepThere(before: Snapshot | undefined, now: RemoteInvitationSnapshot): Change | undefined {
  if (now.outcome?.kind === "failed") return { words: FAILED_THERE[now.outcome.reason] };
  if (now.state === "held") return { words: "held back, you are calling each other" };
  if (now.state !== "ringing") return { words: now.state };
  return before === undefined ? { words: "ringing", quote: now.content } : { words: "ringing" };
}

/** A call that only lost or regained its link. */
function linkChange(before: Snapshot | undefined, now: RemoteInvitationSnapshot): Change | undefined {
  if (before?.role !== "remote" || before.callerLinked === now.callerLinked || now.outcome) return undefined;
  return { words: now.callerLinked ? "connection is back" : "connection lost, waiting" };
}
