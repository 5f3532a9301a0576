// The log: a line for each step of each call. A line contains the step; its text is in words/.
import { type EntryKey, keyOf } from "peer-invite/history";
import { plainLine } from "peer-invite/ui/functions";
import type { Snapshot } from "./calls.ts";
import { type Step, stepBetween } from "./steps.ts";

/** One line. */
export interface LogEntry {
  /** Counts up, and identifies the line. */
  readonly number: number;
  readonly atMs: number;
  /** The key of the call that the line is about. */
  readonly key: string;
  readonly arrow: "→" | "←";
  readonly peer: string;
  readonly step: Step;
  /** The beginning of the text that came with the step, in one line; empty if there was none. */
  readonly quote: string;
  /** The time since the last line of the same call; undefined for its first. */
  readonly afterMs: number | undefined;
}

/** The log keeps this many lines, the newest. */
const LINES_MAX = 500;
/** A line keeps this many characters of the text. */
const QUOTE_MAX = 200;

/** The log, with a line for what is new in `now`. The same log if nothing needs a line. */
export function logChange(
  log: readonly LogEntry[],
  before: Snapshot | undefined,
  now: Snapshot,
  nowMs: number,
): readonly LogEntry[] {
  const change = stepBetween(before, now);
  return change === undefined ? log : logStep(log, now, change.step, nowMs, change.quote);
}

/** The log, with one more line. `about`: the invitation. */
export function logStep(
  log: readonly LogEntry[],
  about: EntryKey,
  step: Step,
  nowMs: number,
  quote = "",
): readonly LogEntry[] {
  const key = keyOf(about);
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
