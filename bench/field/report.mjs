// @ts-check
// The output of the side by side: tables for the terminal and for the docs, and charts.
import { barChart } from "../chart.mjs";
import { renderGrid, renderMarkdown } from "../table.mjs";
import { describeCondition, findCondition } from "./conditions.mjs";
import { CONTENDER_NAMES, CONTENDERS } from "./contenders.mjs";
import { METRIC_NAMES, metricOf } from "./metrics.mjs";
import { summarize } from "./summary.mjs";

/** @typedef {import("./contenders.mjs").ContenderName} ContenderName */
/** @typedef {import("./metrics.mjs").MetricName} MetricName */
/** @typedef {import("./record.mjs").FieldRecord} FieldRecord */
/** @typedef {import("./summary.mjs").Cell} Cell */
/** @typedef {import("./summary.mjs").Summary} Summary */

/** A chart: one metric, on some of the networks. */
const CHARTS = /** @type {const} */ ({
  rings: {
    metric: "rings",
    title: "Click → rings, first call",
    conditions: ["0ms", "25ms", "50ms", "100ms"],
  },
  ringing: {
    metric: "ringing",
    title: "Click → the caller sees that it rings, first call",
    conditions: ["0ms", "25ms", "50ms", "100ms"],
  },
  picture: {
    metric: "picture",
    title: "Accept → pictures at both ends, first call",
    conditions: ["0ms", "25ms", "50ms", "100ms"],
  },
  "picture-relay": {
    metric: "picture",
    title: "Accept → pictures at both ends, through a relay",
    conditions: ["0ms-relay", "25ms-relay", "50ms-relay"],
  },
  cancel: {
    metric: "stopped",
    title: "Cancel → ring stops, with packets lost",
    conditions: ["25ms", "25ms-loss2", "25ms-loss5"],
  },
});

/**
 * @param {{ network: string, records: readonly FieldRecord[], shipped: import("./shipped.mjs").Shipped }} found
 * @returns {import("../part.mjs").Part}
 */
export function reportField({ network, records, shipped }) {
  const summaries = new Map(records.map((record) => [record.condition, summarize(record)]));
  const contenders = CONTENDER_NAMES.filter((name) => records.some(({ runs }) => runs[name]));
  const grids = records.map((record) => ({
    title: titleOf(record),
    cells: gridOf(record, summaries, contenders),
  }));
  const sizes = [
    ["JavaScript, minified, brotli", ...contenders.map((name) => CONTENDERS[name].label)],
    ["kB", ...contenders.map((name) => (shipped[name] / 1_000).toFixed(1))],
  ];
  const text = [...grids.map(({ title, cells }) => `${title}\n${renderGrid(cells)}`), renderGrid(sizes)].join(
    "\n\n",
  );
  const markdown = [
    `Network: ${network}. Clocks: ${skewOf(records)}.`,
    ...grids.map(({ title, cells }) => `### ${title}\n\n${renderMarkdown(cells)}`),
    renderMarkdown(sizes),
  ].join("\n\n");
  return {
    text,
    numbers: { network, shipped, summaries: Object.fromEntries(summaries), records },
    sections: { field: markdown },
    charts: chartsOf(summaries, contenders),
  };
}

/** @param {FieldRecord} record */
function titleOf({ condition, loads, date }) {
  const load = [...loads].filter(Boolean).map(Number);
  const range = load.length === 0 ? "" : `, load ${Math.min(...load)} to ${Math.max(...load)}`;
  return `${describeCondition(findCondition(condition))} (${date.slice(0, 10)}${range})`;
}

/**
 * @param {FieldRecord} record
 * @param {ReadonlyMap<string, Summary>} summaries
 * @param {readonly ContenderName[]} contenders
 * @returns {string[][]}
 */
function gridOf(record, summaries, contenders) {
  const summary = summaries.get(record.condition) ?? {};
  const runs = (/** @type {ContenderName} */ name) => {
    const failed = record.failures[name]?.length ?? 0;
    return `${record.runs[name]?.length ?? 0}${failed > 0 ? `, ${failed} failed` : ""}`;
  };
  return [
    ["median (p95), × peer-invite", ...contenders.map((name) => CONTENDERS[name].label)],
    ["runs", ...contenders.map(runs)],
    ...METRIC_NAMES.map((name) => [
      metricOf(name).label,
      ...contenders.map((contender) => cellText(summary[contender]?.[name], metricOf(name).unit)),
    ]),
  ];
}

/**
 * @param {Cell | undefined} cell
 * @param {import("./metrics.mjs").Metric["unit"]} unit
 */
function cellText(cell, unit) {
  if (cell === undefined || (cell.count === 0 && cell.missed === 0)) return "";
  if (cell.median === undefined || cell.p95 === undefined) return `never, of ${cell.missed}`;
  const digits = unit === "kB" ? 1 : 0;
  const value = `${cell.median.toFixed(digits)} (${cell.p95.toFixed(digits)})${unit === "ms" ? "" : unit === "kB" ? " kB" : ""}`;
  const ratio = cell.ratio === undefined || cell.ratio === 1 ? "" : `, × ${cell.ratio.toFixed(2)}`;
  const missed = cell.missed === 0 ? "" : `, ${cell.missed} missed`;
  const goal = cell.goal === undefined ? "" : `, goal ${cell.goal}: ${cell.met ? "met" : "not met"}`;
  return `${value}${ratio}${missed}${goal}`;
}

/** @param {readonly FieldRecord[]} records */
function skewOf(records) {
  const skews = records
    .flatMap(({ runs }) => Object.values(runs).flat())
    .map(({ skewMs }) => Math.abs(skewMs));
  if (skews.length === 0) return "not looked at";
  const sorted = skews.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `those of the two pages were ${middle.toFixed(2)} ms apart in the median, as far as asking them can tell`;
}

/**
 * @param {ReadonlyMap<string, Summary>} summaries
 * @param {readonly ContenderName[]} contenders
 * @returns {Record<string, string>}
 */
function chartsOf(summaries, contenders) {
  return Object.fromEntries(
    Object.entries(CHARTS).flatMap(([file, { metric, title, conditions }]) => {
      const groups = conditions
        .filter((name) => summaries.has(name))
        .map((name) => ({
          label: describeCondition(findCondition(name)),
          bars: contenders.map((contender) => {
            const { median, p95 } = summaries.get(name)?.[contender]?.[metric] ?? {};
            return { series: CONTENDERS[contender].label, value: median, upTo: p95 };
          }),
        }));
      return groups.length === 0 ? [] : [[`${file}.svg`, barChart({ title, unit: "ms", groups })]];
    }),
  );
}
