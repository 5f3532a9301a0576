// What follows every input: what depends on it is settled, and the shell is told what changed.

import { settleGlare } from "./glare.ts";
import { LINE_KINDS } from "./kinds.ts";
import { applyToLink } from "./linking.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/** Brings everything of one peer in line after an input that may have touched it. */
export function settleEntry(tx: Transaction, entry: PeerEntry): void {
  settleGlare(tx, entry);
  if (tx.broker === "gone" && entry.link.channels.size === 0) endAsGone(tx, entry);
  applyToLink(tx, entry, {
    type: "settle",
    waiting: entry.isWaiting,
    urgent: entry.isUrgent,
    inUse: entry.isInUse,
    isKnown: entry.isKnown,
    mayDial: tx.broker === "online" && entry.blockedUntilMs === undefined && entry.mayDial(tx.nowMs),
    posts: tx.canPost(entry),
    channel: tx.state.lastChannel + 1,
  });
  askAgain(tx, entry);
  finish(tx, entry);
  forgetStrangers(tx);
}

/** Says that it rings here to a caller who no longer states an invitation, and who answers if it has ended (rule R16.2). */
function askAgain(tx: Transaction, entry: PeerEntry): void {
  for (const [id, atMs] of [...entry.asks(tx.limits)]) {
    if (atMs > tx.nowMs) continue;
    entry.statedAtMs.set(id, tx.nowMs);
    tx.restate(entry, "remote", id);
  }
}

/** Ends everything open with a peer that has no link, once the broker is gone for good (rule R3.5). */
function endAsGone(tx: Transaction, entry: PeerEntry): void {
  for (const kind of LINE_KINDS) {
    tx.applyToAll(entry, kind, { type: "close", reason: "client-closed", content: "" });
  }
  tx.applyToAll(entry, "local", { type: "giveUp", reason: "broker-offline" });
  tx.applyToAll(entry, "remote", { type: "drop", reason: "closed" });
}

/** While more is remembered of strangers than allowed, forgets the oldest (rule R5.7). */
function forgetStrangers(tx: Transaction): void {
  for (let entry = tooMuch(tx); entry !== undefined; entry = tooMuch(tx)) {
    entry.remote.forgetOldest();
    finish(tx, entry);
  }
}

function tooMuch({ state, limits }: Transaction): PeerEntry | undefined {
  const peer = state.strangers.tooMuchOf(limits);
  return peer && state.entries.get(peer);
}

/** Updates the totals, tells the shell, and drops an entry about which nothing is left to know. */
function finish(tx: Transaction, entry: PeerEntry): void {
  tx.recount(entry);
  tell(tx, entry);
  if (entry.isBlank(tx.limits)) tx.state.entries.delete(entry.peer);
}

/** Tells the shell how far we have come to the peer and when to look again, if either changed. */
function tell(tx: Transaction, entry: PeerEntry): void {
  const { peer, told } = entry;
  const reach = entry.reach(tx.broker);
  const wakeAtMs = entry.deadline(tx.limits);
  if (reach !== told.reach) {
    for (const record of entry.local.open.values()) tx.push({ do: "show", record, reach });
    for (const record of entry.remote.open.values()) tx.push({ do: "show", record, reach });
  }
  if (wakeAtMs !== told.wakeAtMs) tx.push({ do: "wake", target: { of: "peer", peer }, atMs: wakeAtMs });
  entry.told = { reach, wakeAtMs };
}
