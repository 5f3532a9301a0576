// The state of a call in words, as its card shows it.
import type { LocalOutcome, RemoteOutcome } from "peer-invite";
import type { MediaError } from "peer-invite/call";
import { type Call, type IncomingCall, isOutgoing, type OutgoingCall } from "./calls.ts";
import { kindOf } from "./kinds.ts";
import { lengthMs } from "./talk.ts";
import type { CallWords, Said } from "./words/en/calls.ts";
import type { Words } from "./words/index.ts";

/** What a card says about the state of its call, and in which tone. */
export interface Standing extends Said {
  readonly tone: "live" | "good" | "bad" | "quiet";
}

/** The state of a call. */
export function standingOf(call: Call, words: CallWords): Standing {
  return (
    talkEnd(call, words) ?? (isOutgoing(call) ? outgoing(call, words) : incoming(call as IncomingCall, words))
  );
}

/** The words that came with the answer or the cancellation; undefined where there were none. */
export function quoteOf({ snapshot }: Call): string | undefined {
  const { outcome } = snapshot;
  if (outcome === undefined || outcome.kind === "failed") return undefined;
  const said = outcome.kind === "canceled" ? outcome.content : outcome.response;
  return said === "" ? undefined : said;
}

/** The name of the call's kind. */
export function kindWords({ snapshot }: Call, words: CallWords): string {
  const kind = words.kinds[kindOf(snapshot.kind) ?? "other"];
  return snapshot.role === "local" ? kind.out : kind.in;
}

/** Sentences about the devices that could not be opened. One sentence if both failed for the same reason. */
export function mediaWords(errors: readonly MediaError[], { media }: Words): string[] {
  const codes = [...new Set(errors.map(({ code }) => code))];
  return codes.map((code) => {
    const [first, second] = new Set(
      errors.filter((error) => error.code === code).map(({ device }) => device),
    );
    const devices = second === undefined ? media.devices[first as MediaError["device"]] : media.both;
    return `${devices}: ${media.errors[code]}`;
  });
}

/** A length of time, such as "2:05" or "1:02:05". */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [String(first), ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
}

function talkEnd(call: Call, words: CallWords): Standing | undefined {
  const end = call.talk?.snapshot.end;
  if (call.talk === undefined || end === undefined) return undefined;
  const { title, detail } = words.talkEnds[end.reason](call.snapshot.peer);
  const length = lengthMs(call.talk);
  const lasted = length === undefined ? undefined : words.lasted(clockWords(length));
  const all = [detail, lasted].filter((it) => it !== undefined).join(" ");
  return { title, ...(all === "" ? {} : { detail: all }), tone: detail === undefined ? "quiet" : "bad" };
}

function outgoing({ snapshot }: OutgoingCall, words: CallWords): Standing {
  const { callee, progress, outcome } = snapshot;
  if (outcome === undefined)
    return { title: words.outgoing[progress ?? "reaching-peer"](callee), tone: "live" };
  const said = words.outgoingEnds[outgoingEnd(outcome)](callee);
  return { ...said, tone: TONES[outcome.kind] };
}

const TONES = { accepted: "good", refused: "bad", canceled: "quiet", failed: "bad" } as const;

function outgoingEnd(outcome: LocalOutcome): keyof CallWords["outgoingEnds"] {
  if (outcome.kind === "accepted") return outcome.kind;
  if (outcome.kind === "canceled") return outcome.reason === "superseded" ? "superseded" : "canceled";
  return outcome.reason;
}

/** The states of an invitation that has no outcome yet. */
type OpenState = Exclude<IncomingCall["snapshot"]["state"], RemoteOutcome["kind"]>;

function incoming({ snapshot }: IncomingCall, words: CallWords): Standing {
  const { caller, state, callerLinked, outcome } = snapshot;
  if (outcome !== undefined) {
    const end = incomingEnd(outcome);
    return { ...words.incomingEnds[end](caller), tone: QUIET.has(end) ? "quiet" : TONES[outcome.kind] };
  }
  const said = words.incoming[state as OpenState](caller);
  const tone = state === "ignored" ? "quiet" : "live";
  const isWaiting = !callerLinked && (state === "ringing" || state === "ignored");
  return isWaiting ? { ...said, detail: words.unlinked(caller), tone } : { ...said, tone };
}

const QUIET: ReadonlySet<keyof CallWords["incomingEnds"]> = new Set([
  "refused",
  "gaveUp",
  "answered-earlier",
]);

function incomingEnd(outcome: RemoteOutcome): keyof CallWords["incomingEnds"] {
  if (outcome.kind === "accepted") return outcome.kind;
  if (outcome.kind === "failed") return outcome.reason === "closed" ? "gaveUp" : outcome.reason;
  return outcome.reason;
}
