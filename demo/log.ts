// The log: what changed from one snapshot of an invitation to the next, as lines. Steps, not words: words-tables have those.
import { otherPeer, type Snapshot } from "./calls.ts";
import { plainLine } from "./parts/text/plain.ts";
import { type Step, stepBetween } from "./steps.ts";

/** One line. */
export interface LogEntry {
  /** Counts up; nothing else identifies a line. */
  readonly number: number;
  readonly atMs: number;
  /** Which call it is about. */
  readonly key: string;
  readonly arrow: "→" | "←";
  readonly peer: string;
  readonly step: Step;
  /** What somebody said with it: the beginning of content, response or parting words, in one line. */
  readonly quote: string;
  /** How long after the same call's line before; undefined for its first. */
  readonly afterMs: number | undefined;
}

/** More lines than this are not kept. */
const LINES_MAX = 500;
/** More of what was said is not kept. */
const QUOTE_MAX = 200;

/** The log with a line for what is new in `now`; the same log where nothing is worth one. */
export function logChange(
  log: readonly LogEntry[],
  before: Snapshot | undefined,
  now: Snapshot,
  nowMs: number,
): readonly LogEntry[] {
  const change = stepBetween(before, now);
  return change === undefined ? log : logStep(log, aboutOf(now), change.step, nowMs, change.quote);
}

/** What a line about the call of `snapshot` is about. */
export function aboutOf(snapshot: Snapshot): Pick<Snapshot, "role" | "id"> & { readonly peer: string } {
  return { role: snapshot.role, id: snapshot.id, peer: otherPeer(snapshot) };
}

/** The log with one more line about that call. */
export function logStep(
  log: readonly LogEntry[],
  about: { readonly role: "local" | "remote"; readonly id: string; readonly peer: string },
  step: Step,
  nowMs: number,
  quote = "",
): readonly LogEntry[] {
  const key = `${about.role}/${about.peer}/${about.id}`;
  const previous = log.findLast((entry) => entry.key === key);
  const entry: LogEntry = {
    number: (log.at(-1)?.number ?? 0) + 1,
    atMs: nowMs,
    key,
    arrow: about.role === "local" ? "→" : "←",
    peer: about.peer,
    step,
    quote: plainLine(quote, QUOTE_MAX),
    afterMs: previous && nowMs - previous.atMs,
  };
  return [...log.slice(-LINES_MAX + 1), entry];
}
