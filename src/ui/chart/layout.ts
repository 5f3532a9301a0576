// The layout of a chart: rows from top to bottom, with their arrows, states and texts. Pure.

import { afterOf, type Chart, directionOf, hasArrived, labelOf, quoteOf, sentencesOf } from "./chart.ts";
import { type Columns, createColumns, drawLifelines, HEAD_HEIGHT, LANE_EDGE, type Row } from "./lifelines.ts";
import type { ChartRecord } from "./records.ts";
import type { Diagram, Shape, ShapeGroup } from "./shapes.ts";
import type { Lane } from "./step.ts";
import { cutText, widthOf, wrapText } from "./text-fit.ts";
import { TONE_OF } from "./tones.ts";

/** A chart is at least this wide, in px. In a narrower place it is scaled down. */
export const WIDTH_MIN = 290;
/** It is at most this wide, in px. More would only make the arrows longer. */
export const WIDTH_MAX = 860;

const LABEL_PX = 12;
const STATE_PX = 11;
const QUOTE_PX = 11.5;
const ABOVE = 28;
const BELOW = 11;
const QUOTE_BELOW = 16;
const PILL_HEIGHT = 20;
const HEAD_LENGTH = 8;
/** Times are not to scale, but a longer time gets a larger gap, up to this. */
const GAP_MAX = 34;

/** The chart at a width in px. */
export function layoutChart(chart: Chart, widthPx: number): Diagram {
  const width = Math.round(Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, widthPx)));
  const columns = createColumns(width);
  const rows = placeRows(chart.records);
  const { shapes, bottom } = drawLifelines(chart, rows, columns);
  const sentences = sentencesOf(chart);
  const groups = rows.map((row, index): ShapeGroup => {
    return { look: "row", title: sentences[index] ?? "", shapes: drawRow(chart, row, index, columns) };
  });
  return { width, height: Math.ceil(bottom + 2), groups: [{ look: "lanes", shapes }, ...groups] };
}

function placeRows(records: readonly ChartRecord[]): readonly Row[] {
  let y = HEAD_HEIGHT - 4;
  let previous: ChartRecord | undefined;
  return records.map((record) => {
    y += ABOVE + gapOf(record.atMs - (previous?.atMs ?? record.atMs));
    const row = { record, y };
    y += BELOW + (record.quote === undefined ? 0 : QUOTE_BELOW);
    previous = record;
    return row;
  });
}

function gapOf(ms: number): number {
  return Math.round(Math.min(GAP_MAX, 8 * Math.log10(1 + Math.max(0, ms) / 50)));
}

function drawRow(chart: Chart, { record, y }: Row, index: number, columns: Columns): readonly Shape[] {
  const time: Shape = {
    shape: "text",
    look: "time",
    x: 0,
    y: y + 4,
    anchor: "start",
    text: afterOf(chart.records, record),
  };
  const hasPills = Object.keys(record.states ?? {}).length > 0;
  const arrived = hasArrived(chart.records, index);
  const said =
    record.arrow === undefined
      ? drawNote(chart, record, y, columns)
      : drawArrow(chart, record, y, arrived, columns);
  return [time, ...said, ...(hasPills ? drawPills(chart, record, y, columns) : [])];
}

/** The name of each state that begins, on its lifeline. */
function drawPills(
  { words }: Chart,
  { states = {}, self }: ChartRecord,
  y: number,
  columns: Columns,
): Shape[] {
  return (["caller", "callee"] as const).flatMap((lane): Shape[] => {
    const state = states[lane];
    if (state === undefined) return [];
    const width = pillWidth(words.states[state], columns);
    const look = `${TONE_OF[state]}${lane === self ? "" : " told"}`;
    const x = columns.x[lane];
    const text = cutText(words.states[state], STATE_PX, columns.laneWidth - 12);
    return [
      {
        shape: "rect",
        look: `pill ${look}`,
        x: x - width / 2,
        y: y - PILL_HEIGHT / 2,
        width,
        height: PILL_HEIGHT,
        radius: PILL_HEIGHT / 2,
      },
      { shape: "text", look: `state ${look}`, x, y: y + 4, anchor: "middle", text },
    ];
  });
}

function pillWidth(word: string, { laneWidth }: Columns): number {
  return Math.round(Math.min(laneWidth, widthOf(word, STATE_PX) + 18));
}

/** How far from the middle of its lifeline an arrow begins or ends: beside the name of a state, or beside the bar. */
function edgeOf({ words }: Chart, { states }: ChartRecord, lane: Lane, columns: Columns): number {
  const state = states?.[lane];
  return state === undefined ? LANE_EDGE : pillWidth(words.states[state], columns) / 2 + 2;
}

function drawArrow(
  chart: Chart,
  record: ChartRecord,
  y: number,
  arrived: boolean,
  columns: Columns,
): readonly Shape[] {
  const [from, to] = directionOf(record) ?? ["caller", "callee"];
  const towards = columns.x[to] > columns.x[from] ? 1 : -1;
  const x1 = columns.x[from] + towards * edgeOf(chart, record, from, columns);
  const x2 = columns.x[to] - towards * edgeOf(chart, record, to, columns);
  const back = x2 - towards * HEAD_LENGTH;
  const look = arrived ? "arrow" : "arrow unseen";
  const d = `M${back} ${y - 4.5}L${x2} ${y}L${back} ${y + 4.5}${arrived ? "Z" : ""}`;
  const middle = (columns.x.caller + columns.x.callee) / 2;
  const span = columns.x.callee - columns.x.caller - 2 * LANE_EDGE - 4;
  const text = { shape: "text", x: middle, anchor: "middle" } as const;
  const label = cutText(labelOf(record, chart.words), LABEL_PX, span);
  return [
    { shape: "line", look, x1, y1: y, x2: arrived ? back : x2, y2: y },
    { shape: "path", look: arrived ? "tip" : "tip unseen", d },
    { ...text, look: "label", y: y - PILL_HEIGHT / 2 - 4, text: label },
    ...drawQuote(record, { ...text, y: y + PILL_HEIGHT / 2 + 10 }, span),
  ];
}

function drawQuote(
  record: ChartRecord,
  place: Pick<Extract<Shape, { shape: "text" }>, "shape" | "x" | "y" | "anchor">,
  span: number,
): readonly Shape[] {
  const quote = quoteOf(record);
  if (quote === undefined) return [];
  return [{ ...place, look: "quote", text: `“${cutText(quote, QUOTE_PX, span - 6 * QUOTE_PX)}”` }];
}

/** A note about one end stands beside its lifeline, towards the middle. */
function drawNote(chart: Chart, record: ChartRecord, y: number, columns: Columns): readonly Shape[] {
  const { self } = record;
  const other = self === "caller" ? "callee" : "caller";
  const towards = self === "caller" ? 1 : -1;
  const away = edgeOf(chart, record, self, columns) + 6;
  const span = columns.x.callee - columns.x.caller - away - edgeOf(chart, record, other, columns) - 6;
  const lines = wrapText(labelOf(record, chart.words), LABEL_PX, span);
  return lines.map((text, index) => ({
    shape: "text",
    look: "label note",
    x: columns.x[self] + towards * away,
    y: y + 4 - (lines.length - 1) * 7 + index * 14,
    anchor: self === "caller" ? "start" : "end",
    text,
  }));
}
