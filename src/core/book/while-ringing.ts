// Carries the signals between the two ends' apps (rule R17), which prepare the call. The book only
// passes them on: they change no invitation, and none is kept.

import { hasChannel } from "../link/link-record.ts";
import { addressOf } from "../link/posts.ts";
import { encodeFrame } from "../wire/codec.ts";
import type { FrameOf } from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";
import { encodePost } from "../wire/post.ts";
import type { SignalWhileRinging } from "./effects.ts";
import { otherChannel } from "./last-words.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/** A signal, and the id by which it is told once. */
type Signal = SignalWhileRinging & { readonly nonce: string };

/** How many signals of a peer are remembered, so that none of them is told twice. */
const HEARD_MAX = 64;

/**
 * Sends a signal to the other end, if the invitation is open here, or was accepted and is remembered (rule R17.1). While
 * two channels are open, one of them closes soon, and takes with it what is on its way: so both carry the signal.
 */
export function sayWhileRinging(tx: Transaction, entry: PeerEntry, signal: Signal): void {
  if (!isHeard(entry, signal.role, signal.id)) return;
  const frame = frameOf(signal);
  tx.say(entry, frame);
  const other = otherChannel(entry.link);
  if (other !== undefined) tx.sayOn(other, frame);
}

/** Whether a signal would go out now. One that is too large for a post needs a channel. */
export function canSignal(tx: Transaction, entry: PeerEntry, signal: Signal): boolean {
  if (!isHeard(entry, signal.role, signal.id)) return false;
  if (hasChannel(entry.link)) return true;
  const { session: from } = tx.state.options;
  const [to, n] = [addressOf(entry.link.posts), tx.state.lastPost + 1];
  return tx.canPost(entry) && encodePost({ from, to, n, text: encodeFrame(frameOf(signal)) }) !== undefined;
}

function frameOf({ role, id, nonce, data }: Signal): FrameOf<"whileRinging"> {
  return { t: "whileRinging", id, by: role === "local" ? "caller" : "callee", nonce, data };
}

/** Tells the app of the other end's signal. A caller's signal is for the callee's end, and the other way round. */
export function hearWhileRinging(tx: Transaction, entry: PeerEntry, frame: FrameOf<"whileRinging">): void {
  const { id, by, nonce, data } = frame;
  const role = by === "caller" ? "remote" : "local";
  if (!isHeard(entry, role, id)) return tx.stray(entry, frame);
  if (isFirst(entry, nonce)) tx.push({ do: "whileRinging", peer: entry.peer, role, id, data });
}

/** Whether signals about an invitation are for this end: it is open here, or accepted and remembered. */
function isHeard(entry: PeerEntry, role: "local" | "remote", id: InvitationId): boolean {
  return entry[role].open.has(id) || entry.isAccepted(role, id);
}

/** Whether a signal came for the first time: it may come twice, and is told once (rule R17.2). */
function isFirst({ signals }: PeerEntry, nonce: string): boolean {
  if (signals.has(nonce)) return false;
  signals.add(nonce);
  const [oldest] = signals;
  if (signals.size > HEARD_MAX) signals.delete(oldest as string);
  return true;
}
