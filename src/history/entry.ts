// One entry of the list of calls: its fields, and its changes. Pure.
import type {
  Invitation,
  LocalOutcome,
  MissedInvitation,
  MissedReason,
  RemoteOutcome,
  Words,
} from "../index.ts";

/** The call that an invitation became, while its line was open here. */
export interface CallSpan {
  /** When the invitation was accepted, in ms since 1970 by this machine's clock. */
  readonly startedAtMs: number;
  /** When the call ended; undefined while it is on. */
  readonly endedAtMs: number | undefined;
  /** The duration of the call in ms. While it is on: the duration at the last look, at most 2 s ago. */
  readonly durationMs: number;
}

/** The fields of every entry. */
interface AnyEntry extends Words {
  /** The invitation's id. With `role` and `peer` it is the entry's key: `keyOf`. */
  readonly id: string;
  /** The other peer. */
  readonly peer: string;
  /** When the invitation was sent, first rang or was turned away, in ms since 1970 by this machine's clock. */
  readonly startedAtMs: number;
  /** When the invitation ended; undefined while it is open, and forever if this page did not live to see the end. */
  readonly endedAtMs: number | undefined;
  /** The call that the invitation became; undefined until then, and forever if there was none. */
  readonly call: CallSpan | undefined;
}

/** An invitation that was sent from here. */
export interface OutgoingEntry extends AnyEntry {
  readonly role: "local";
  /** How the invitation ended here; undefined when `endedAtMs` is. */
  readonly outcome: LocalOutcome | undefined;
}

/** An invitation that rang here, or was turned away without ringing. */
export interface IncomingEntry extends AnyEntry {
  readonly role: "remote";
  /** How the invitation ended here; undefined when `endedAtMs` is. */
  readonly outcome: RemoteOutcome | undefined;
  /** Why the invitation was missed; undefined while it is open, and if it was answered. */
  readonly missed: MissedReason | undefined;
  /** Whether the invitation rang here. */
  readonly rang: boolean;
}

/** One call in the history. */
export type HistoryEntry = OutgoingEntry | IncomingEntry;

/** The parts of an entry's key. */
export type EntryKey = Pick<HistoryEntry, "role" | "peer" | "id">;

/** Makes the key. It is the same for one invitation in every life of the page, and different for any two. */
export function keyOf({ role, peer, id }: EntryKey): string {
  return `${role}/${peer}/${id}`;
}

/** Picks the words from an object. */
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

/** The entry once its invitation has ended. `missed`: the reason, if an incoming invitation was missed. */
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

/** The entry after a look at its call, which is on, or (`isOver`) has just ended. The first look adds the call. */
export function seeCall(entry: HistoryEntry, nowMs: number, isOver: boolean): HistoryEntry {
  const startedAtMs = entry.call?.startedAtMs ?? entry.endedAtMs ?? nowMs;
  const call = { startedAtMs, endedAtMs: isOver ? nowMs : undefined, durationMs: nowMs - startedAtMs };
  return Object.freeze({ ...entry, call: Object.freeze(call) });
}

/**
 * An entry from an earlier life of the page. If it was open then, no one here saw its end. A call that was on then
 * ended at its last look.
 */
export function recallEntry(stored: HistoryEntry): HistoryEntry {
  const { call } = stored;
  const ended = call && { ...call, endedAtMs: call.endedAtMs ?? call.startedAtMs + call.durationMs };
  const entry = { ...stored, call: ended && Object.freeze(ended) };
  if (entry.role === "local" || entry.outcome !== undefined) return Object.freeze(entry);
  return Object.freeze({ ...entry, missed: "lost" });
}

/** The entry `now` of an invitation or a call that goes on, combined with what was stored of it before. */
export function continueEntry(now: HistoryEntry, stored: HistoryEntry): HistoryEntry {
  const { startedAtMs, endedAtMs } = stored;
  const call = now.call && stored.call ? { ...now.call, startedAtMs: stored.call.startedAtMs } : now.call;
  const isSameEnd = now.outcome !== undefined && endedAtMs !== undefined;
  return Object.freeze({ ...now, startedAtMs, call, ...(isSameEnd && { endedAtMs }) });
}
