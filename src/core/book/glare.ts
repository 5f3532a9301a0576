// Glare: two peers that invite each other at the same moment (rule R9), and which of the crossing invitations counts.
// Both peers compare the same two ids, so both reach the same answer.

import type { LocalRecord } from "../invitation/local-invitation.ts";
import type { Moment } from "../invitation/machine.ts";
import type { Replaced } from "../invitation/remote-record.ts";
import { wordsOf } from "../invitation/words.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { Desk } from "./desk.ts";
import type { PeerEntry } from "./peer-entry.ts";

/** The parts by which two crossing invitations are compared. */
interface Contender {
  readonly id: InvitationId;
  readonly caller: PeerId;
}

/** Whether `a` counts rather than `b`: the smaller id counts, or for equal ids the smaller caller. */
export function precedes(a: Contender, b: Contender): boolean {
  // Stryker disable next-line EqualityOperator: what is compared is never equal: no peer calls itself
  return a.id === b.id ? a.caller < b.caller : a.id < b.id;
}

/**
 * Settles the crossing invitations of both directions with one peer. A remote one is deferred while a local one
 * precedes it, and rings when none does any more. One that precedes ours, or is already being accepted, supersedes
 * them.
 */
export function settleGlare(desk: Desk, entry: PeerEntry): void {
  const at = desk.at(entry);
  // A call of ours that is overdue no longer crosses any, even if its timer is late (rule R6.4).
  // Stryker disable next-line ConditionalExpression,EqualityOperator: a short cut; what is overdue is settled in its own time
  if (entry.remote.open.size > 0) for (const id of [...entry.local.open.keys()]) entry.local.settle(id, at);
  // Stryker disable next-line ConditionalExpression,BlockStatement: a short cut; the loop below comes to the same
  if (entry.local.open.size === 0) {
    for (const id of [...entry.deferred]) ask(desk, entry, id, at);
    return;
  }
  for (const { id, state } of [...entry.remote.open.values()]) {
    const theirs = { id, caller: entry.peer };
    const locals = [...entry.local.open.values()];
    const preceded = locals.some((local) => precedes({ id: local.id, caller: desk.self }, theirs));
    if (preceded && state.kind !== "accepting") {
      entry.remote.apply(id, { type: "defer" }, at);
      continue;
    }
    // Set before it rings, so that the app finds `replaces` from the start (rule R9.5).
    const latest = locals.at(-1);
    if (latest !== undefined) entry.remote.apply(id, { type: "replace", replaced: replacedOf(latest) }, at);
    release(entry, id, at);
    const winner = entry.remote.open.get(id);
    if (winner === undefined) continue;
    for (const loser of locals) {
      if (winner.state.kind !== "accepting") desk.push({ do: "yield", winner, loser });
      entry.local.apply(loser.id, { type: "cancel", reason: "superseded", content: "" }, at);
    }
  }
  // The invitations that were deferred before ours was superseded.
  if (entry.local.open.size === 0) for (const id of [...entry.deferred]) ask(desk, entry, id, at);
}

function replacedOf(record: LocalRecord): Replaced {
  return { id: record.id, ...wordsOf(record) };
}

/** A call of ours no longer defers this invitation. If it never rang, the policy decides whether it may (R10.3). */
function ask(desk: Desk, entry: PeerEntry, id: InvitationId, at: Moment): void {
  // Stryker disable next-line OptionalChaining,ConditionalExpression: for the types; only deferred ones are asked about
  const state = entry.remote.open.get(id)?.state;
  // Stryker disable next-line OptionalChaining,ConditionalExpression: as above
  if (state?.kind === "deferred" && !state.rang) desk.push({ do: "ask", peer: entry.peer, id });
  else release(entry, id, at);
}

/** Nothing defers the invitation any more: it rings, unless the person ignored it before. */
function release(entry: PeerEntry, id: InvitationId, at: Moment): void {
  // Stryker disable next-line OptionalChaining: for the types; it is open
  const state = entry.remote.open.get(id)?.state;
  // Stryker disable next-line ConditionalExpression,LogicalOperator: for the types; what has no such field cannot be released
  const hushed = state !== undefined && "hushed" in state && state.hushed;
  entry.remote.apply(id, { type: hushed ? "hush" : "release" }, at);
}
