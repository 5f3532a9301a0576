// The two lifelines of a chart: their heads, their lines, and the bars that show how long each state lasted.

import { type Chart, namesOf } from "./chart.ts";
import type { ChartRecord } from "./records.ts";
import type { Shape } from "./shapes.ts";
import type { ChartState, Lane } from "./step.ts";
import { cutText } from "./text-fit.ts";
import { ENDS, TONE_OF } from "./tones.ts";

/** The horizontal positions, in px. */
export interface Columns {
  readonly width: number;
  readonly x: Readonly<Record<Lane, number>>;
  /** The largest width of a head or of the name of a state. */
  readonly laneWidth: number;
}

export const HEAD_HEIGHT = 46;
const BAR_HALF = 5;
const CROSS = 5;
/** How far a lifeline continues below its last row. */
const TAIL = 20;

const GUTTER = 62;
const LANE_MIN = 84;
const LANE_MAX = 190;

/** The columns of a chart of that width. */
export function createColumns(width: number): Columns {
  const laneWidth = Math.round(Math.min(LANE_MAX, Math.max(LANE_MIN, width * 0.24)));
  return { width, laneWidth, x: { caller: GUTTER + laneWidth / 2, callee: width - laneWidth / 2 - 1 } };
}

/** A record and its position. */
export interface Row {
  readonly record: ChartRecord;
  readonly y: number;
}

/** The lifelines behind `rows`, and the position where they end. */
export function drawLifelines(
  chart: Chart,
  rows: readonly Row[],
  columns: Columns,
): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  const bottom = (rows.at(-1)?.y ?? HEAD_HEIGHT) + TAIL;
  const lanes = (["caller", "callee"] as const).flatMap((lane) => [
    ...drawHead(lane, chart, columns),
    ...drawLane(lane, rows, columns.x[lane], bottom),
  ]);
  return { shapes: lanes, bottom: bottom + CROSS };
}

function drawHead(lane: Lane, chart: Chart, { x, laneWidth }: Columns): readonly Shape[] {
  const text = { shape: "text", x: x[lane], anchor: "middle" } as const;
  const inner = laneWidth - 10;
  return [
    {
      shape: "rect",
      look: "head",
      x: x[lane] - laneWidth / 2,
      y: 1,
      width: laneWidth,
      height: HEAD_HEIGHT - 2,
      radius: 10,
    },
    { ...text, look: "name", y: 20, text: cutText(namesOf(chart)[lane], 13, inner) },
    { ...text, look: "role", y: 35, text: cutText(chart.words.lanes[lane], 10.5, inner) },
  ];
}

/** A stretch of a lifeline in one state. */
interface Stretch {
  readonly state: ChartState;
  readonly told: boolean;
  readonly fromY: number;
  readonly toY: number;
}

function drawLane(lane: Lane, rows: readonly Row[], x: number, bottom: number): readonly Shape[] {
  const begun = rows.flatMap(({ record, y }) => {
    const state = record.states?.[lane];
    return state === undefined ? [] : [{ state, told: record.self !== lane, y }];
  });
  const stretches = begun.map(({ state, told, y }, index): Stretch => {
    return { state, told, fromY: y, toY: begun[index + 1]?.y ?? bottom };
  });
  const last = stretches.at(-1);
  const ended = last !== undefined && ENDS.has(last.state);
  // A lifeline does not end before its last arrow.
  const lastArrowY = rows.findLast(({ record }) => record.arrow !== undefined)?.y ?? 0;
  const endY = ended ? Math.max(last.fromY, lastArrowY) + TAIL : bottom;
  return [
    { shape: "line", look: "lifeline", x1: x, y1: HEAD_HEIGHT, x2: x, y2: endY },
    ...stretches.flatMap((stretch) => drawStretch(stretch, x)),
    ...(ended ? [drawCross(x, endY)] : []),
  ];
}

function drawStretch({ state, told, fromY, toY }: Stretch, x: number): readonly Shape[] {
  if (ENDS.has(state) || state === "unknown") return [];
  const look = `bar ${TONE_OF[state]}${told ? " told" : ""}`;
  return [
    { shape: "rect", look, x: x - BAR_HALF, y: fromY, width: BAR_HALF * 2, height: toY - fromY, radius: 2 },
  ];
}

/** The cross that ends a lifeline. */
function drawCross(x: number, y: number): Shape {
  return {
    shape: "path",
    look: "cross",
    d: `M${x - CROSS} ${y - CROSS}L${x + CROSS} ${y + CROSS}M${x + CROSS} ${y - CROSS}L${x - CROSS} ${y + CROSS}`,
  };
}

/** How far from its lifeline an arrow ends in a row that names no state. */
export const LANE_EDGE: number = BAR_HALF + 1;
