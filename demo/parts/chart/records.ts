// What the sequence chart is drawn from: records, each a thing that happened to an invitation as far as this end can know
// it. Made of nothing but successive snapshots.
import type { LocalInvitationSnapshot, RemoteInvitationSnapshot } from "peer-invite";
import type { ChartStep, Lane } from "./step.ts";
import { stepsOfCallee } from "./steps-callee.ts";
import { stepsOfCaller } from "./steps-caller.ts";

/** Either side's snapshot. */
export type ChartSnapshot = LocalInvitationSnapshot | RemoteInvitationSnapshot;

/** One row of the chart: of which invitation, and when. */
export interface ChartRecord extends ChartStep {
  /** The same for one invitation all its life, and different for every two. */
  readonly key: string;
  /** Which of the two this end is. */
  readonly self: Lane;
  /** The peer at the other end. */
  readonly peer: string;
  /** In ms since 1970, by this machine's clock. */
  readonly atMs: number;
}

/** More records than this are not kept. */
const RECORDS_MAX = 500;
/** More records than this are not drawn of one invitation: a link that comes and goes could make them. */
const OF_ONE_MAX = 100;

/**
 * The records with what is new in `now`; the same array where nothing is. To be given every snapshot of an invitation with
 * the one before it: for a local one that is about to be sent, the one while `idle` first.
 */
export function recordChange(
  records: readonly ChartRecord[],
  before: ChartSnapshot | undefined,
  now: ChartSnapshot,
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

/** The records once the call of an invitation is on: the caller's word has arrived, for the callee has begun. */
export function recordCall(records: readonly ChartRecord[], key: string): readonly ChartRecord[] {
  return records.map((record) => {
    if (record.key !== key || record.arrow?.frame !== "confirm" || record.self !== "caller") return record;
    return { ...record, arrow: { ...record.arrow, hasArrived: true }, states: { callee: "accepted" } };
  });
}

/** What the chart calls an invitation: the key of its records. */
export function chartKeyOf(snapshot: ChartSnapshot): string {
  return whoseRecord(snapshot).key;
}

/** The records of the invitation that began last, or of the one with that key: where they are many, the first and the last. */
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

function whoseRecord(snapshot: ChartSnapshot): Pick<ChartRecord, "key" | "self" | "peer"> {
  const [self, peer]: [Lane, string] =
    snapshot.role === "local" ? ["caller", snapshot.callee] : ["callee", snapshot.caller];
  return { key: `${self}/${peer}/${snapshot.id}`, self, peer };
}
