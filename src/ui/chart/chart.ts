// A chart, and all texts that a drawing of it needs: names, directions, times, labels and sentences.

import { plainLine } from "../text/plain.ts";
import type { ChartRecord } from "./records.ts";
import type { ChartFrame, Lane } from "./step.ts";
import type { ChartWords } from "./words.ts";

/** A chart: the records of one invitation, the name of the peer here (`self`), and the words. */
export interface Chart {
  readonly records: readonly ChartRecord[];
  readonly self: string;
  readonly words: ChartWords;
}

/** Where an arrow of this record starts and ends; undefined when nothing is sent. */
export function directionOf({ arrow, self }: ChartRecord): readonly [from: Lane, to: Lane] | undefined {
  if (arrow === undefined) return undefined;
  const other = self === "caller" ? "callee" : "caller";
  return arrow.known === "sent" ? [self, other] : [other, self];
}

/** The frames that prove, by coming in, that another frame has arrived. */
const ANSWERS: { readonly [frame in ChartFrame]?: readonly ChartFrame[] } = {
  invite: ["received", "accept", "refuse", "gone"],
  accept: ["confirm"],
};

/** Whether the arrow of `records[index]` is known to have arrived. */
export function hasArrived(records: readonly ChartRecord[], index: number): boolean {
  const arrow = records[index]?.arrow;
  if (arrow?.known !== "sent" || arrow.hasArrived) return true;
  const answers = ANSWERS[arrow.frame] ?? [];
  return records
    .slice(index)
    .some((later) => later.arrow?.known === "heard" && answers.includes(later.arrow.frame));
}

const NAME_MAX = 128;
/** A message may be pages long. A chart has room for its beginning. */
const QUOTE_MAX = 200;

/** The names of the two lifelines, each in one line and without invisible characters. */
export function namesOf({ records, self }: Chart): Readonly<Record<Lane, string>> {
  const first = records[0];
  const [here, there] = [plainLine(self, NAME_MAX), plainLine(first?.peer ?? "", NAME_MAX)];
  return first?.self === "callee" ? { caller: there, callee: here } : { caller: here, callee: there };
}

/** The beginning of the words that came with it, in one line; undefined where there were none. */
export function quoteOf({ quote }: ChartRecord): string | undefined {
  return quote === undefined ? undefined : plainLine(quote, QUOTE_MAX);
}

/** The label of an arrow or of a note: the frame, and what there is to say about it. */
export function labelOf({ arrow, note }: ChartRecord, words: ChartWords): string {
  return [arrow && words.frames[arrow.frame], note && words.notes[note]]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** The time since the first record, in units that all languages share. */
export function afterOf(records: readonly ChartRecord[], record: ChartRecord): string {
  const ms = Math.max(0, Math.round(record.atMs - (records[0]?.atMs ?? record.atMs)));
  if (ms < 1_000) return `+${ms} ms`;
  if (ms < 60_000) return `+${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const seconds = Math.floor(ms / 1_000);
  return `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}

/** Every record as a sentence: the chart for people who cannot see it. */
export function sentencesOf(chart: Chart): readonly string[] {
  const { records, words } = chart;
  const names = namesOf(chart);
  return records.map((record, index) => {
    const direction = directionOf(record);
    const who = direction?.map((lane) => names[lane]).join(" → ") ?? names[record.self];
    const unseen = hasArrived(records, index) ? "" : ` (${words.unseen})`;
    const said = quoteOf(record);
    const quote = said === undefined ? "" : ` “${said}”`;
    const states = Object.entries(record.states ?? {}).map(([lane, state]) => {
      const told = lane === record.self ? "" : ` (${words.told})`;
      return `${names[lane as Lane]}: ${words.states[state]}${told}`;
    });
    return [`${afterOf(records, record)} ${who}: ${labelOf(record, words)}${unseen}${quote}`, ...states].join(
      "; ",
    );
  });
}
