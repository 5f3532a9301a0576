// Glare: two peers that invite each other at the same moment (rule R9), and which of the crossing invitations counts.
// Both peers compare the same two ids, so both reach the same answer.

import type { LocalRecord } from "../invitation/local-invitation.ts";
import type { Replaced } from "../invitation/remote-record.ts";
import { wordsOf } from "../invitation/words.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/** The parts by which two crossing invitations are compared. */
interface Contender {
  readonly id: InvitationId;
  readonly caller: PeerId;
}

/** Whether `a` counts rather than `b`: the smaller id counts, or for equal ids the smaller caller. */
export function precedes(a: Contender, b: Contender): boolean {
  if (a.id < b.id) return true;
  return a.id === b.id && a.caller < b.caller;
}

/**
 * Settles the crossing invitations of both directions with one peer. A remote one is deferred while a local one
 * precedes it, and rings when none does any more. One that precedes ours, or is already being accepted, supersedes
 * them.
 */
export function settleGlare(tx: Transaction, entry: PeerEntry): void {
  // An invitation of ours that is overdue no longer crosses any, even if its timer is late (rule R6.4).
  if (entry.remote.open.size > 0) {
    for (const id of [...entry.local.open.keys()]) tx.settle(entry, "local", id);
  }
  if (entry.local.open.size > 0) supersede(tx, entry);
  // Nothing of ours defers them now, or ever did.
  if (entry.local.open.size === 0) for (const id of [...entry.deferred]) ask(tx, entry, id);
}

/** Compares each of theirs with ours: it is deferred, or it supersedes ours. */
function supersede(tx: Transaction, entry: PeerEntry): void {
  for (const { id, state } of [...entry.remote.open.values()]) {
    const theirs = { id, caller: entry.peer };
    const locals = [...entry.local.open.values()];
    const latest = locals.at(-1);
    if (latest === undefined) break;
    const preceded = locals.some((local) => precedes({ id: local.id, caller: tx.state.self }, theirs));
    if (preceded && state.kind !== "accepting") {
      tx.apply(entry, "remote", id, { type: "defer" });
      continue;
    }
    // Set before it rings, so that the app finds `replaces` from the start (rule R9.5).
    tx.apply(entry, "remote", id, { type: "replace", replaced: replacedOf(latest) });
    release(tx, entry, id);
    const winner = entry.remote.open.get(id);
    if (winner === undefined) continue;
    for (const loser of locals) {
      if (winner.state.kind !== "accepting") tx.push({ do: "yield", winner, loser });
      tx.apply(entry, "local", loser.id, { type: "cancel", reason: "superseded", content: "" });
    }
  }
}

function replacedOf(record: LocalRecord): Replaced {
  return { id: record.id, ...wordsOf(record), group: record.group };
}

/** An invitation of ours no longer defers this invitation. If it never rang, the policy decides whether it may (R10.3). */
function ask(tx: Transaction, entry: PeerEntry, id: InvitationId): void {
  const record = entry.remote.open.get(id);
  if (record?.state.kind === "deferred" && !record.state.rang) tx.push({ do: "ask", record });
  else release(tx, entry, id);
}

/** Nothing defers the invitation any more: it rings, unless the person ignored it before. */
function release(tx: Transaction, entry: PeerEntry, id: InvitationId): void {
  const state = entry.remote.open.get(id)?.state;
  const hushed = state !== undefined && "hushed" in state && state.hushed;
  tx.apply(entry, "remote", id, { type: hushed ? "hush" : "release" });
}
