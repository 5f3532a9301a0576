// A chart as the text of a Mermaid sequence diagram.

import { afterOf, type Chart, directionOf, hasArrived, labelOf, namesOf, quoteOf } from "./chart.ts";
import type { ChartRecord } from "./records.ts";
import type { Lane } from "./step.ts";

const SIDE = { caller: "left of", callee: "right of" } as const satisfies Record<Lane, string>;

/** The text of the diagram. An arrow that is not known to have arrived is dashed, with an open head. */
export function writeMermaid(chart: Chart): string {
  const names = namesOf(chart);
  return [
    "sequenceDiagram",
    `    accTitle: ${escapeMermaid(chart.words.title)}`,
    `    participant caller as ${escapeMermaid(names.caller)}`,
    `    participant callee as ${escapeMermaid(names.callee)}`,
    ...chart.records.flatMap((record, index) => linesOf(chart, record, index)),
    "",
  ].join("\n");
}

function linesOf(chart: Chart, record: ChartRecord, index: number): readonly string[] {
  const { records, words } = chart;
  const { self, states = {} } = record;
  const quote = quoteOf(record);
  const quoted = quote === undefined ? "" : ` “${quote}”`;
  const said = escapeMermaid(`${labelOf(record, words)}${quoted} (${afterOf(records, record)})`);
  const direction = directionOf(record);
  const [from, to] = direction ?? [self, self];
  const head = hasArrived(records, index) ? "->>" : "--)";
  return [
    direction === undefined ? `    Note over ${self}: ${said}` : `    ${from}${head}${to}: ${said}`,
    ...Object.entries(states).map(([lane, state]) => {
      const told = lane === self ? "" : ` (${words.told})`;
      return `    Note ${SIDE[lane as Lane]} ${lane}: ${escapeMermaid(`${words.states[state]}${told}`)}`;
    }),
  ];
}

/**
 * Text that Mermaid shows as it is, in one line. Letters, digits and a few signs are safe. Every other character could be
 * syntax, and is written as its number.
 */
function escapeMermaid(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.replace(
    /[^\p{L}\p{M}\p{N} .,·“”()+?!…\p{Extended_Pictographic}]/gu,
    (sign) => `#${sign.codePointAt(0)};`,
  );
}
