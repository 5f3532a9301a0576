// Two peers that invite each other at the same moment (rule R9): which of the crossing invitations counts. Both peers
// compare the same two ids, so both come to the same answer.
import type { InvitationId, PeerId } from "./ids.ts";
import type { LocalRecord } from "./local-invitation.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { RemoteRecord } from "./remote-invitation.ts";
import type { Moment } from "./shelf.ts";

/** What two crossing invitations are compared by. */
interface Contender {
  readonly id: InvitationId;
  readonly caller: PeerId;
}

/** Whether `a` counts rather than `b`: the smaller id, and of equal ids the one of the smaller caller. */
export function precedes(a: Contender, b: Contender): boolean {
  return a.id === b.id ? a.caller < b.caller : a.id < b.id;
}

/**
 * Brings the invitations of both directions with one peer in line: a remote one is held while a local one precedes it,
 * rings when none does any more, and supersedes the local ones that it precedes.
 */
export function settleGlare(
  entry: PeerEntry,
  self: PeerId,
  at: Moment,
  overtaken: (winner: RemoteRecord, loser: LocalRecord) => void,
): void {
  for (const remote of [...entry.remote.open.values()]) {
    const theirs = { id: remote.id, caller: entry.peer };
    const locals = [...entry.local.open.values()];
    if (locals.some(({ id }) => precedes({ id, caller: self }, theirs))) {
      entry.remote.apply(remote.id, { type: "hold" }, at);
      continue;
    }
    entry.remote.apply(remote.id, { type: "release" }, at);
    const winner = entry.remote.open.get(remote.id);
    if (winner === undefined || winner.state.kind === "accepting") continue;
    for (const loser of locals) {
      overtaken(winner, loser);
      entry.local.apply(loser.id, { type: "cancel", reason: "superseded", content: "" }, at);
    }
  }
}
