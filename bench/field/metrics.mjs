// @ts-check
// The metrics that are read from runs, as a table. Knows no contender and no network.

/**
 * @typedef {object} Metric
 * @property {string} label
 * @property {"ms" | "messages" | "kB"} unit
 * @property {(run: import("./run.mjs").Run) => (number | null)[]} of its values; null: it did not happen in time
 * @property {import("./contenders.mjs").ContenderName} [goalFor] who has the goals, by default `peer-invite`
 * @property {Readonly<Record<string, number>>} [goals] the most that the median should be, by condition
 * @property {Readonly<Record<string, number>>} [p95Goals] the same for the 95th percentile
 */

/** @param {number | null} a @param {number | null} b */
const later = (a, b) => (a === null || b === null ? null : Math.max(a, b));

const PICTURE_GOALS = { "0ms": 110, "25ms": 150, "50ms": 190 };

/** @satisfies {Readonly<Record<string, Metric>>} */
const METRICS = {
  rings: {
    label: "click → rings, first call",
    unit: "ms",
    of: ({ first }) => [first.rings],
    goals: { "0ms": 10, "25ms": 36, "50ms": 61 },
  },
  ringsAgain: { label: "click → rings, second call", unit: "ms", of: ({ second }) => [second.rings] },
  ringing: {
    label: "click → caller sees it ring, first call",
    unit: "ms",
    of: ({ first }) => [first.ringing],
  },
  ringingAgain: {
    label: "click → caller sees it ring, second call",
    unit: "ms",
    of: ({ second }) => [second.ringing],
  },
  pictureAtCaller: {
    label: "accept → picture at the caller, first call",
    unit: "ms",
    of: ({ first }) => [first.pictureAtCaller],
    goals: PICTURE_GOALS,
    goalFor: "peer-invite-preconnected",
  },
  pictureAtCallee: {
    label: "accept → picture at the callee, first call",
    unit: "ms",
    of: ({ first }) => [first.pictureAtCallee],
    goals: PICTURE_GOALS,
    goalFor: "peer-invite-preconnected",
  },
  picture: {
    label: "accept → pictures at both ends, first call",
    unit: "ms",
    of: ({ first }) => [later(first.pictureAtCaller, first.pictureAtCallee)],
  },
  pictureAgain: {
    label: "accept → pictures at both ends, second call",
    unit: "ms",
    of: ({ second }) => [later(second.pictureAtCaller, second.pictureAtCallee)],
  },
  stopped: {
    label: "cancel → ring stops",
    unit: "ms",
    of: ({ stopped }) => stopped,
    p95Goals: { "25ms-loss5": 100 },
  },
  invitationMessages: {
    label: "messages through the server, invitation",
    unit: "messages",
    of: ({ invitation }) => [invitation.messages],
  },
  invitationBytes: {
    label: "bytes through the server, invitation",
    unit: "kB",
    of: ({ invitation }) => [invitation.bytes / 1_000],
  },
  callMessages: {
    label: "messages through the server, accept to pictures",
    unit: "messages",
    of: ({ call }) => [call.messages],
  },
  callBytes: {
    label: "bytes through the server, accept to pictures",
    unit: "kB",
    of: ({ call }) => [call.bytes / 1_000],
  },
};

/** @typedef {keyof typeof METRICS} MetricName */

export const METRIC_NAMES = /** @type {readonly MetricName[]} */ (Object.keys(METRICS));

/** @param {MetricName} name @returns {Metric} */
export const metricOf = (name) => METRICS[name];
