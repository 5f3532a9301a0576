// One entry of the list of calls: what it holds, and which calls a person has missed. Pure.
import type {
  LocalInvitationSnapshot,
  LocalOutcome,
  RemoteInvitationSnapshot,
  RemoteOutcome,
} from "../index.ts";

/** What every entry has. */
interface AnyEntry {
  /** The invitation's id. With `role` and `peer` it is the entry's key: `keyOf`. */
  readonly id: string;
  /** The other peer. */
  readonly peer: string;
  readonly content: string;
  readonly channelId: string | undefined;
  /** When it was sent or first rang, in ms since 1970 by this machine's clock. */
  readonly startedAtMs: number;
  /** When it ended; undefined while it is open, and for good if this page did not live to see it. */
  readonly endedAtMs: number | undefined;
}

/** An invitation that was sent from here. */
export interface OutgoingEntry extends AnyEntry {
  readonly role: "local";
  /** How it ended here; undefined as `endedAtMs` is. */
  readonly outcome: LocalOutcome | undefined;
}

/** An invitation that rang here. */
export interface IncomingEntry extends AnyEntry {
  readonly role: "remote";
  /** How it ended here; undefined as `endedAtMs` is. */
  readonly outcome: RemoteOutcome | undefined;
  /** Why nobody here answered it; undefined while it is open, and where it was answered. */
  readonly missed: MissedReason | undefined;
}

/** One call in the history. */
export type HistoryEntry = OutgoingEntry | IncomingEntry;

/** Why a call was missed, each as a sentence. */
export const MISSED = {
  canceled: "the caller gave up first",
  expired: "it rang until its time was over",
  lost: "the caller vanished while it rang, or this page did",
  closed: "this client was closed while it rang",
  busy: "it was refused as busy without ringing",
} as const;
/** See {@link MISSED}. */
export type MissedReason = keyof typeof MISSED;

type Reasons<Kind extends RemoteOutcome["kind"]> =
  Extract<RemoteOutcome, { kind: Kind }> extends {
    reason: infer Reason extends string;
  }
    ? Record<Reason, MissedReason | undefined>
    : MissedReason | undefined;

/** By outcome, whether the call was missed. A crossing call that gave way is none: the other one came of it. */
const MISSED_BY: { readonly [Kind in RemoteOutcome["kind"]]: Reasons<Kind> } = {
  accepted: undefined,
  refused: { refused: undefined, busy: "busy" },
  canceled: { canceled: "canceled", closed: "canceled", superseded: undefined },
  failed: {
    expired: "expired",
    unconfirmed: "lost",
    "caller-lost": "lost",
    closed: "closed",
    "answered-earlier": undefined,
  },
};

/** Why a call that ended so was missed; undefined when it was not. */
export function missedBy(outcome: RemoteOutcome): MissedReason | undefined {
  const reasons: MissedReason | undefined | Readonly<Record<string, MissedReason | undefined>> =
    MISSED_BY[outcome.kind];
  return typeof reasons === "object" && "reason" in outcome ? reasons[outcome.reason] : undefined;
}

/** The same for one invitation in every life of the page, and different for every two. */
export function keyOf({ role, peer, id }: Pick<HistoryEntry, "role" | "peer" | "id">): string {
  return `${role}/${peer}/${id}`;
}

/** The entry of an invitation that has just been sent or begun to ring. */
export function createEntry(
  snapshot: LocalInvitationSnapshot | RemoteInvitationSnapshot,
  startedAtMs: number,
): HistoryEntry {
  const { id, content, channelId } = snapshot;
  const common = { id, content, channelId, startedAtMs, endedAtMs: undefined, outcome: undefined };
  return Object.freeze(
    snapshot.role === "local"
      ? { role: "local", peer: snapshot.callee, ...common }
      : { role: "remote", peer: snapshot.caller, ...common, missed: undefined },
  );
}

/** The entry once its invitation has ended. */
export function endEntry(
  entry: HistoryEntry,
  outcome: LocalOutcome | RemoteOutcome,
  endedAtMs: number,
): HistoryEntry {
  if (entry.role === "local") return Object.freeze({ ...entry, outcome: outcome as LocalOutcome, endedAtMs });
  const end = outcome as RemoteOutcome;
  return Object.freeze({ ...entry, outcome: end, endedAtMs, missed: missedBy(end) });
}

/** An entry of an earlier life of the page: if it was open when that ended, nobody here saw the end. */
export function recallEntry(entry: HistoryEntry): HistoryEntry {
  if (entry.role === "local" || entry.outcome !== undefined) return Object.freeze(entry);
  return Object.freeze({ ...entry, missed: "lost" });
}
