// The records from which the sequence chart is drawn. Each is an event of an invitation, as far as this end knows. They are made
// from successive snapshots only.
import type { InvitationSnapshot } from "../../index.ts";
import type { ChartStep, Lane } from "./step.ts";
import { stepsOfCallee } from "./steps-callee.ts";
import { stepsOfCaller } from "./steps-caller.ts";

/** One row of the chart, with its invitation and its time. */
export interface ChartRecord extends ChartStep {
  /** The invitation's key. No two invitations share one. */
  readonly key: string;
  /** The role of this end. */
  readonly self: Lane;
  /** The peer at the other end. */
  readonly peer: string;
  /** In ms since 1970, by this machine's clock. */
  readonly atMs: number;
}

/** So many records are kept, the newest. */
const RECORDS_MAX = 500;
/** So many records of one invitation are drawn. A link that comes and goes could make any number. */
const OF_ONE_MAX = 100;

/**
 * The records, with what is new in `now`. The same array where nothing is new. Give it every snapshot of an invitation, each
 * with the one before it. A local invitation begins with its snapshot while `idle`.
 */
export function recordChange(
  records: readonly ChartRecord[],
  before: InvitationSnapshot | undefined,
  now: InvitationSnapshot,
  atMs: number,
): readonly ChartRecord[] {
  const { key, self, peer } = whoseRecord(now);
  const linkNews = records.findLast(
    ({ key: of, note }) => of === key && (note === "link-lost" || note === "link-back"),
  );
  const steps =
    now.role === "local"
      ? stepsOfCaller(before?.role === "local" ? before : undefined, now)
      : stepsOfCallee(before?.role === "remote" ? before : undefined, now, linkNews?.note === "link-lost");
  if (steps.length === 0) return records;
  const added = steps.map((step): ChartRecord => ({ key, self, peer, atMs, ...step }));
  return [...records, ...added].slice(-RECORDS_MAX);
}

/** The records once the call of an invitation is active. The callee has begun it, so the caller's confirmation has arrived. */
export function recordCall(records: readonly ChartRecord[], key: string): readonly ChartRecord[] {
  return records.map((record) => {
    if (record.key !== key || record.arrow?.frame !== "confirm" || record.self !== "caller") return record;
    return { ...record, arrow: { ...record.arrow, hasArrived: true }, states: { callee: "accepted" } };
  });
}

/** The records of the newest invitation, or of the one with that key. Of very many, the first one and the last ones. */
export function recordsOfOne(
  records: readonly ChartRecord[],
  key: string | undefined = lastBegun(records),
): readonly ChartRecord[] {
  const [first, ...others] = records.filter((record) => record.key === key);
  return first === undefined ? [] : [first, ...others.slice(-OF_ONE_MAX + 1)];
}

function lastBegun(records: readonly ChartRecord[]): string | undefined {
  return [...new Set(records.map(({ key }) => key))].at(-1);
}

function whoseRecord(snapshot: InvitationSnapshot): Pick<ChartRecord, "key" | "self" | "peer"> {
  const { key, peer, role } = snapshot;
  return { key, peer, self: role === "local" ? "caller" : "callee" };
}
