// One entry of the list of calls: what it holds, and what it becomes. Pure.
import type {
  Invitation,
  LocalOutcome,
  MissedInvitation,
  MissedReason,
  RemoteOutcome,
  Words,
} from "../index.ts";

/** The call that came of an invitation, as long as its line was open here. */
export interface CallSpan {
  /** When the invitation was accepted, in ms since 1970 by this machine's clock. */
  readonly startedAtMs: number;
  /** When the call ended; undefined while it is on. */
  readonly endedAtMs: number | undefined;
  /** How long it took; while it is on, how long it had taken at the last look, which is at most 2 s ago. */
  readonly durationMs: number;
}

/** What every entry has. */
interface AnyEntry extends Words {
  /** The invitation's id. With `role` and `peer` it is the entry's key: `keyOf`. */
  readonly id: string;
  /** The other peer. */
  readonly peer: string;
  /** When it was sent, first rang or was turned away, in ms since 1970 by this machine's clock. */
  readonly startedAtMs: number;
  /** When the invitation ended; undefined while it is open, and for good if this page did not live to see it. */
  readonly endedAtMs: number | undefined;
  /** The call that came of it; undefined while none has, and for good where none did. */
  readonly call: CallSpan | undefined;
}

/** An invitation that was sent from here. */
export interface OutgoingEntry extends AnyEntry {
  readonly role: "local";
  /** How it ended here; undefined as `endedAtMs` is. */
  readonly outcome: LocalOutcome | undefined;
}

/** An invitation that rang here, or was turned away without ringing. */
export interface IncomingEntry extends AnyEntry {
  readonly role: "remote";
  /** How it ended here; undefined as `endedAtMs` is. */
  readonly outcome: RemoteOutcome | undefined;
  /** Why nobody here answered it; undefined while it is open, and where it was answered. */
  readonly missed: MissedReason | undefined;
  /** Whether it rang here. */
  readonly rang: boolean;
}

/** One call in the history. */
export type HistoryEntry = OutgoingEntry | IncomingEntry;

/** What an entry is found by. */
export type EntryKey = Pick<HistoryEntry, "role" | "peer" | "id">;

/** The same for one invitation in every life of the page, and different for every two. */
export function keyOf({ role, peer, id }: EntryKey): string {
  return `${role}/${peer}/${id}`;
}

/** The words of the caller. */
export function wordsOf({ content, kind, name, channelId }: Words): Words {
  return { content, kind, name, channelId };
}

/** The entry of an invitation that is open, or was until now. */
export function createEntry({ snapshot }: Invitation, startedAtMs: number): HistoryEntry {
  const { id, peer, outcome } = snapshot;
  const endedAtMs = outcome && startedAtMs;
  const common = { id, peer, ...wordsOf(snapshot), startedAtMs, endedAtMs, call: undefined };
  return Object.freeze(
    snapshot.role === "local"
      ? { role: "local", ...common, outcome: snapshot.outcome }
      : { role: "remote", ...common, outcome: snapshot.outcome, missed: undefined, rang: true },
  );
}

/** The entry once its invitation has ended, answered or not; `missed`: why it was missed, of one from elsewhere. */
export function endEntry(
  entry: HistoryEntry,
  outcome: LocalOutcome | RemoteOutcome,
  endedAtMs: number,
  missed?: MissedReason,
): HistoryEntry {
  if (entry.role === "local") return Object.freeze({ ...entry, outcome: outcome as LocalOutcome, endedAtMs });
  return Object.freeze({ ...entry, outcome: outcome as RemoteOutcome, endedAtMs, missed });
}

/** The entry of an invitation that never rang. */
export function createMissedEntry(missed: MissedInvitation): IncomingEntry {
  const { id, caller: peer, outcome, reason, missedAtMs } = missed;
  const times = { startedAtMs: missedAtMs, endedAtMs: missedAtMs, call: undefined };
  return Object.freeze({
    role: "remote",
    id,
    peer,
    ...wordsOf(missed),
    ...times,
    outcome,
    missed: reason,
    rang: false,
  });
}

/** The entry at a look at its call, which is on, or (`isOver`) has just ended. The first look finds that it began. */
export function seeCall(entry: HistoryEntry, nowMs: number, isOver: boolean): HistoryEntry {
  const startedAtMs = entry.call?.startedAtMs ?? entry.endedAtMs ?? nowMs;
  const call = { startedAtMs, endedAtMs: isOver ? nowMs : undefined, durationMs: nowMs - startedAtMs };
  return Object.freeze({ ...entry, call: Object.freeze(call) });
}

/**
 * An entry of an earlier life of the page. If it was open when that ended, nobody here saw the end; a call that was on ended
 * when it was last looked at.
 */
export function recallEntry(stored: HistoryEntry): HistoryEntry {
  const { call } = stored;
  const ended = call && { ...call, endedAtMs: call.endedAtMs ?? call.startedAtMs + call.durationMs };
  const entry = { ...stored, call: ended && Object.freeze(ended) };
  if (entry.role === "local" || entry.outcome !== undefined) return Object.freeze(entry);
  return Object.freeze({ ...entry, missed: "lost" });
}

/** The entry `now` of an invitation or a call that goes on, with what was stored of it before. */
export function continueEntry(now: HistoryEntry, stored: HistoryEntry): HistoryEntry {
  const { startedAtMs, endedAtMs } = stored;
  const call = now.call && stored.call ? { ...now.call, startedAtMs: stored.call.startedAtMs } : now.call;
  const isSameEnd = now.outcome !== undefined && endedAtMs !== undefined;
  return Object.freeze({ ...now, startedAtMs, call, ...(isSameEnd && { endedAtMs }) });
}
