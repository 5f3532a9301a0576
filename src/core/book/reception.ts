// Handles a frame about an invitation: an open invitation's machine takes it, and an ended one is answered from memory.

import { endsOthers, type Group } from "../invitation/group.ts";
import { createRemote, type Via } from "../invitation/remote-record.ts";
import { wordsOf } from "../invitation/words.ts";
import { decodeFrame } from "../wire/codec.ts";
import type { Frame, FrameOf, InvitationFrame } from "../wire/frames.ts";
import { readCancelWord, readGoneWord, readRefuseWord } from "../wire/reasons.ts";
import { turnAway, turnAwayBusy, turnAwayLate } from "./admission.ts";
import { applyToLink } from "./linking.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/** Decodes a text of the peer. A text that is no frame is counted and gives undefined. */
export function readFrame(tx: Transaction, entry: PeerEntry, text: unknown): Frame | undefined {
  const decoded = decodeFrame(text);
  if (decoded.ok) {
    tx.count("framesReceived");
    return decoded.frame;
  }
  tx.count(decoded.fault);
  tx.note(entry, `refused a text: ${decoded.fault}, ${decoded.detail}`);
  return undefined;
}

/** Passes `frame`, from the peer of `entry`, to its invitation. */
export function receive(tx: Transaction, entry: PeerEntry, frame: InvitationFrame, via: Via): void {
  const { id } = frame;
  const { local, remote } = entry;
  switch (frame.t) {
    case "invite":
      return invited(tx, entry, frame, via);
    case "received":
    case "accept": {
      if (!local.knows(id)) return tx.stray(entry, frame, { t: "cancel", id, reason: "unknown" });
      if (!local.open.has(id)) return tx.restate(entry, "local", id);
      if (frame.t === "received") return heardOf(tx, entry, frame);
      const { response, revision = 0 } = frame;
      return void tx.apply(entry, "local", id, { type: "accept", response, revision });
    }
    case "refuse":
      if (!local.knows(id)) return tx.stray(entry, frame);
      return void tx.apply(entry, "local", id, {
        type: "refuse",
        reason: readRefuseWord(frame.reason),
        response: frame.response,
      });
    case "gone":
      if (!local.knows(id)) return tx.stray(entry, frame);
      return void tx.apply(entry, "local", id, readGoneWord(frame.reason));
    case "confirm":
      if (!remote.knows(id)) return tx.stray(entry, frame, { t: "gone", id, reason: "unknown" });
      // It rings again after a reload but was accepted before. That call is over for this life of the page (rule R5.6).
      if (remote.open.get(id)?.state.kind !== "accepting") {
        return void tx.apply(entry, "remote", id, { type: "over", reason: "answered-earlier" });
      }
      return void tx.apply(entry, "remote", id, { type: "confirm" });
    case "cancel": {
      const { reason, content = "" } = frame;
      const input = { ...readCancelWord(believed(reason, entry.remote.open.get(id)?.group)), content };
      // The cancel overtook its invite, which must not ring when it comes (rule R5.2).
      if (!remote.knows(id)) return turnAway(tx, entry, { id, content: "" }, input);
      return void tx.apply(entry, "remote", id, input);
    }
  }
}

/**
 * Takes an invite: another statement of a known invitation, or a new one, which is deferred until glare is settled and
 * the policy was asked.
 */
function invited(tx: Transaction, entry: PeerEntry, frame: FrameOf<"invite">, via: Via): void {
  const { limits } = tx;
  const { id, ttlMs, revision = 0 } = frame;
  const statement = { type: "restate", via, ttlMs, words: wordsOf(frame), revision } as const;
  if (entry.remote.knows(id)) {
    entry.unspoken.delete(id);
    if (entry.remote.open.has(id)) entry.statedAtMs.set(id, tx.nowMs);
    tx.apply(entry, "remote", id, statement);
    return tx.restate(entry, "remote", id);
  }
  if (frame.ttlMs < limits.minRingMs) return turnAwayLate(tx, entry, frame);
  // Glare is looked at before busy (rule R9.4): a peer that calls us while we call it is never turned away by
  // `openMax`.
  const crowded = tx.state.remoteOpen >= limits.openMax && entry.local.open.size === 0;
  if (crowded || !hasRoom(tx, entry)) return turnAwayBusy(tx, entry, frame);
  entry.statedAtMs.set(id, tx.nowMs);
  tx.add(entry, "remote", createRemote(entry.peer, frame, tx.nowMs, via), statement);
}

/** The callee has it, and says who dials (rule R16.8). */
function heardOf(tx: Transaction, entry: PeerEntry, { id, link = "dial" }: FrameOf<"received">): void {
  tx.apply(entry, "local", id, { type: "received" });
  applyToLink(tx, entry, { type: "told", link });
}

/**
 * Whether there is room for one more of the peer. If not, the oldest that came by post in an earlier life of its page makes
 * room, unless the person has accepted it.
 */
function hasRoom(tx: Transaction, entry: PeerEntry): boolean {
  const { open } = entry.remote;
  if (open.size < tx.limits.openPerPeerMax) return true;
  const dead = [...open.values()].find(
    ({ id, via, state }) => via === "post" && state.kind !== "accepting" && entry.unspoken.has(id),
  );
  if (dead !== undefined) tx.apply(entry, "remote", dead.id, { type: "drop", reason: "caller-lost" });
  return dead !== undefined;
}

/** Only an invitation to one of several can be answered elsewhere: otherwise a ring could be made to leave no missed call. */
function believed(reason: string, group: Group | undefined): string {
  const isOfOne = group !== undefined && endsOthers(group);
  return reason === "answered-elsewhere" && !isOfOne ? "canceled" : reason;
}
