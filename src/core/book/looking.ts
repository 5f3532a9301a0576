// A look at a peer, without ringing it (rule R18): one question, and one answer if the peer lets us see it.

import { exchange } from "../invitation/activity.ts";
import { judge, type Stance, situationOf } from "../invitation/policy.ts";
import type { FrameOf } from "../wire/frames.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/** Takes a question of the peer, which the shell answers or not, or the answer to one of ours. */
export function hearLook(tx: Transaction, entry: PeerEntry, frame: FrameOf<"look" | "seen">): void {
  const { peer, isKnown } = entry;
  const { nonce } = frame;
  if (frame.t === "look") tx.push({ do: "looked", peer, nonce, isKnown });
  else tx.push({ do: "seen", peer, nonce, busy: frame.busy });
}

/**
 * Answers a question: busy if an invitation from this peer would not ring now. Why is not told (rule R10.6). What is open with the
 * peer itself makes it no busier than it would an invitation by post: our own call to it, for instance, gives way (R9.4).
 */
export function show(tx: Transaction, entry: PeerEntry, nonce: string, stance: Stance): void {
  const own = { ...entry.spokenActivity, calling: 0, placing: 0 };
  const busy = judge(situationOf(exchange(tx.state.activity, entry.counted, own)), stance) !== "ring";
  tx.say(entry, { t: "seen", nonce, busy });
}
