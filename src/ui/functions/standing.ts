// What there is to say about an invitation and a call: their state in words, and in which tone.
import type { MediaError } from "../../call/index.ts";
import type {
  InvitationSnapshot,
  LocalInvitationSnapshot,
  LocalOutcome,
  RemoteInvitationSnapshot,
  RemoteOutcome,
} from "../../index.ts";
import { nameFor } from "../text/plain.ts";
import type { CallWords, Said } from "../words/en/calls.ts";
import type { UiWords } from "../words/index.ts";

/** What is said about a state, and in which tone. */
export interface Standing extends Said {
  /** `live`: it goes on; `good` and `bad`: how it ended; `quiet`: nothing to worry about. */
  readonly tone: "live" | "good" | "bad" | "quiet";
}

/** The state of an invitation in words. `name`: the peer's name, by default its id, also in place of a name that nobody sees. */
export function standingOf(
  snapshot: InvitationSnapshot,
  words: CallWords,
  name: string = snapshot.peer,
): Standing {
  const seen = nameFor(snapshot.peer, name);
  return snapshot.role === "local" ? outgoing(snapshot, words, seen) : incoming(snapshot, words, seen);
}

/**
 * The words that came with the answer or the cancellation; undefined where there were none. What comes with `answered-elsewhere` is
 * the name of a peer, which nobody has said or proven.
 */
export function quoteOf({ outcome }: Pick<InvitationSnapshot, "outcome">): string | undefined {
  if (outcome === undefined || outcome.kind === "failed") return undefined;
  if (outcome.kind === "canceled" && outcome.reason === "answered-elsewhere") return undefined;
  const said = outcome.kind === "canceled" ? outcome.content : outcome.response;
  return said === "" ? undefined : said;
}

/** Sentences about the devices that could not be opened. One sentence if both failed for the same reason. */
export function mediaWords(errors: readonly MediaError[], { media }: Pick<UiWords, "media">): string[] {
  const codes = [...new Set(errors.map(({ code }) => code))];
  return codes.map((code) => {
    const [first, second] = new Set(
      errors.filter((error) => error.code === code).map(({ device }) => device),
    );
    const devices = second === undefined ? media.devices[first as MediaError["device"]] : media.both;
    return `${devices}: ${media.errors[code]}`;
  });
}

/** A length of time in ms, such as "2:05" or "1:02:05". */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [String(first), ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
}

const TONES = { accepted: "good", refused: "bad", canceled: "quiet", failed: "bad" } as const;

function outgoing(snapshot: LocalInvitationSnapshot, words: CallWords, name: string): Standing {
  const { progress, outcome } = snapshot;
  if (outcome === undefined)
    return { title: words.outgoing[progress ?? "reaching-peer"](name), tone: "live" };
  return { ...words.outgoingEnds[outgoingEnd(outcome)](name), tone: TONES[outcome.kind] };
}

function outgoingEnd(outcome: LocalOutcome): keyof CallWords["outgoingEnds"] {
  if (outcome.kind === "accepted") return outcome.kind;
  if (outcome.kind === "canceled") return outcome.reason === "closed" ? "canceled" : outcome.reason;
  return outcome.reason;
}

/** The states of an invitation that has no outcome yet. */
type OpenState = Exclude<RemoteInvitationSnapshot["state"], RemoteOutcome["kind"]>;

function incoming(snapshot: RemoteInvitationSnapshot, words: CallWords, name: string): Standing {
  const { state, callerLinked, outcome } = snapshot;
  if (outcome !== undefined) {
    const end = incomingEnd(outcome);
    return { ...words.incomingEnds[end](name), tone: QUIET.has(end) ? "quiet" : TONES[outcome.kind] };
  }
  const said = words.incoming[state as OpenState](name);
  const tone = state === "ignored" ? "quiet" : "live";
  const isWaiting = !callerLinked && (state === "ringing" || state === "ignored");
  return isWaiting ? { ...said, detail: words.unlinked(name), tone } : { ...said, tone };
}

const QUIET: ReadonlySet<keyof CallWords["incomingEnds"]> = new Set([
  "refused",
  "gaveUp",
  "answered-earlier",
  "answered-elsewhere",
]);

function incomingEnd(outcome: RemoteOutcome): keyof CallWords["incomingEnds"] {
  if (outcome.kind === "accepted") return outcome.kind;
  if (outcome.kind === "failed") return outcome.reason === "closed" ? "gaveUp" : outcome.reason;
  return outcome.reason;
}
