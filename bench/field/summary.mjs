// @ts-check
// Turns runs into medians, percentiles and ratios.
import { median, quantile } from "../quantile.mjs";
import { CONTENDER_NAMES } from "./contenders.mjs";
import { METRIC_NAMES, metricOf } from "./metrics.mjs";

/** @typedef {import("./contenders.mjs").ContenderName} ContenderName */
/** @typedef {import("./metrics.mjs").MetricName} MetricName */
/**
 * @typedef {object} Cell one metric of one contender on one network
 * @property {number} count of the values
 * @property {number} missed how often it did not happen in time; these values are in no median
 * @property {number} [median] absent if it never happened
 * @property {number} [p95]
 * @property {number} [ratio] of the medians, to this package's: above 1 this package is faster, or takes less
 * @property {number} [goal] of the median, or of the p95
 * @property {boolean} [met]
 */
/** @typedef {Partial<Record<ContenderName, Record<MetricName, Cell>>>} Summary */

/** The contender whose numbers the others are divided by. */
const OURS = "peer-invite";

/**
 * @param {import("./record.mjs").FieldRecord} record
 * @returns {Summary}
 */
export function summarize(record) {
  /** @type {Summary} */
  const summary = {};
  for (const contender of CONTENDER_NAMES) {
    const runs = record.runs[contender];
    if (runs === undefined || runs.length === 0) continue;
    summary[contender] = /** @type {Record<MetricName, Cell>} */ (
      Object.fromEntries(METRIC_NAMES.map((name) => [name, toCell(record, contender, name)]))
    );
  }
  return summary;
}

/**
 * @param {import("./record.mjs").FieldRecord} record
 * @param {ContenderName} contender
 * @param {MetricName} name
 * @returns {Cell}
 */
function toCell(record, contender, name) {
  const all = valuesOf(record, contender, name);
  const values = all.filter((value) => value !== null);
  const cell = { count: values.length, missed: all.length - values.length };
  if (values.length === 0) return cell;
  const [middle, p95] = [median(values), quantile(values, 0.95)];
  const ours = valuesOf(record, OURS, name).filter((value) => value !== null);
  const ratio = ours.length > 0 && median(ours) > 0 ? { ratio: middle / median(ours) } : {};
  return { ...cell, median: middle, p95, ...ratio, ...judge(record.condition, contender, name, middle, p95) };
}

/**
 * @param {string} condition
 * @param {ContenderName} contender
 * @param {MetricName} name
 * @param {number} middle
 * @param {number} p95
 */
function judge(condition, contender, name, middle, p95) {
  const { goals, p95Goals, goalFor = OURS } = metricOf(name);
  if (contender !== goalFor) return {};
  const [goal, value] =
    p95Goals?.[condition] === undefined ? [goals?.[condition], middle] : [p95Goals[condition], p95];
  return goal === undefined ? {} : { goal, met: value <= goal };
}

/**
 * @param {import("./record.mjs").FieldRecord} record
 * @param {ContenderName} contender
 * @param {MetricName} name
 */
const valuesOf = (record, contender, name) => (record.runs[contender] ?? []).flatMap(metricOf(name).of);
