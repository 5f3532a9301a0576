// An independent copy of a book, for tests that explore every continuation.
import { InvitationBook } from "./book.ts";
import { KINDS } from "./kinds.ts";
import { PeerEntry } from "./peer-entry.ts";
import { BookState } from "./state.ts";
import { Strangers } from "./strangers.ts";

/** A copy of `book` that goes its own way. Records and links are shared, because they never change. */
export function copyBook({ state }: InvitationBook): InvitationBook {
  const copy = Object.assign(new BookState(state.options), state, {
    entries: new Map([...state.entries].map(([peer, entry]) => [peer, copyEntry(entry)])),
    counters: { ...state.counters },
    strangers: copyStrangers(state.strangers),
  });
  return new InvitationBook(state.options, copy);
}

function copyEntry(entry: PeerEntry): PeerEntry {
  const { records } = new PeerEntry(entry.peer);
  for (const kind of KINDS) {
    const { open, ended } = entry.records[kind];
    // The types of the four kinds differ, and each is copied to its like.
    for (const [id, record] of open) records[kind].open.set(id, record as never);
    for (const [id, answer] of ended) records[kind].ended.set(id, answer as never);
  }
  return Object.assign(new PeerEntry(entry.peer), entry, {
    records,
    deferred: new Set(entry.deferred),
    ringing: new Set(entry.ringing),
    accepting: new Set(entry.accepting),
    unspoken: new Set(entry.unspoken),
    statedAtMs: new Map(entry.statedAtMs),
    signals: new Set(entry.signals),
  });
}

function copyStrangers(strangers: Strangers): Strangers {
  return Object.assign(new Strangers(), strangers, {
    known: new Set(strangers.known),
    remembered: new Map(strangers.remembered),
  });
}
