// Carries the signals between the two ends' apps before the answer (rule R17), which prepare the call. The book only
// passes them on: they change no invitation, and none is kept.

import type { FrameOf } from "../wire/frames.ts";
import type { SignalWhileRinging } from "./effects.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/** Sends a signal to the other end, if the invitation is open here. */
export function sayWhileRinging(
  tx: Transaction,
  entry: PeerEntry,
  { role, id, data }: SignalWhileRinging,
): void {
  if (!entry[role].open.has(id)) return;
  tx.say(entry, { t: "whileRinging", id, by: role === "local" ? "caller" : "callee", data });
}

/** Tells the app of the other end's signal. A caller's signal is for the callee's end, and the other way round. */
export function hearWhileRinging(tx: Transaction, entry: PeerEntry, frame: FrameOf<"whileRinging">): void {
  const { id, by, data } = frame;
  const role = by === "caller" ? "remote" : "local";
  if (!entry[role].open.has(id)) return tx.stray(entry, frame);
  tx.push({ do: "whileRinging", peer: entry.peer, role, id, data });
}
