// Handles a frame about an invitation: an open invitation's machine takes it, and an ended one is answered from memory.

import type { Moment } from "../invitation/machine.ts";
import { createRemote, type Via } from "../invitation/remote-record.ts";
import { wordsOf } from "../invitation/words.ts";
import { decodeFrame } from "../wire/codec.ts";
import type { Frame, FrameOf, InvitationFrame } from "../wire/frames.ts";
import { readCancelWord, readGoneWord, readRefuseWord } from "../wire/reasons.ts";
import { turnAway, turnAwayBusy, turnAwayLate } from "./admission.ts";
import type { Desk } from "./desk.ts";
import type { PeerEntry } from "./peer-entry.ts";

/** Decodes a text of the peer. A text that is no frame is counted and gives undefined. */
export function readFrame(desk: Desk, entry: PeerEntry, text: unknown): Frame | undefined {
  const decoded = decodeFrame(text);
  if (decoded.ok) {
    desk.count("framesReceived");
    return decoded.frame;
  }
  desk.count(decoded.fault);
  desk.note(entry, `refused a text: ${decoded.fault}, ${decoded.detail}`);
  return undefined;
}

/** Passes `frame`, from the peer of `entry`, to its invitation. */
export function receive(desk: Desk, entry: PeerEntry, frame: InvitationFrame, via: Via): void {
  const at = desk.at(entry);
  const { id } = frame;
  const { local, remote } = entry;
  switch (frame.t) {
    case "invite":
      return invited(desk, entry, frame, via);
    case "received":
    case "accept":
      if (!local.knows(id)) return desk.stray(entry, frame, { t: "cancel", id, reason: "unknown" });
      if (!local.open.has(id)) return local.restate(id, at);
      if (frame.t === "received") return void local.apply(id, { type: "received" }, at);
      return void local.apply(id, { type: "accept", response: frame.response }, at);
    case "refuse":
      if (!local.knows(id)) return desk.stray(entry, frame);
      return void local.apply(
        id,
        { type: "refuse", reason: readRefuseWord(frame.reason), response: frame.response },
        at,
      );
    case "gone":
      if (!local.knows(id)) return desk.stray(entry, frame);
      return void local.apply(id, readGoneWord(frame.reason), at);
    case "confirm":
      if (!remote.knows(id)) return desk.stray(entry, frame, { t: "gone", id, reason: "unknown" });
      // It rings again after a reload but was accepted before. That call is over for this life of the page (rule R5.6).
      if (remote.open.get(id)?.state.kind !== "accepting") {
        return void remote.apply(id, { type: "over", reason: "answered-earlier" }, at);
      }
      return void remote.apply(id, { type: "confirm" }, at);
    case "cancel": {
      const { reason, content = "" } = frame;
      const input = { ...readCancelWord(reason), content };
      // The cancel overtook its invite, which must not ring when it comes (rule R5.2).
      // Stryker disable next-line StringLiteral: of what ended no content is kept
      if (!remote.knows(id)) return turnAway(desk, entry, { id, content: "" }, input);
      return void remote.apply(id, input, at);
    }
  }
}

/**
 * Takes an invite: another statement of a known invitation, or a new one, which is deferred until glare is settled and
 * the policy was asked.
 */
function invited(desk: Desk, entry: PeerEntry, frame: FrameOf<"invite">, via: Via): void {
  const { limits } = desk;
  const at = desk.at(entry);
  const { id, ttlMs } = frame;
  const statement = { type: "restate", via, ttlMs, words: wordsOf(frame) } as const;
  if (entry.remote.knows(id)) {
    if (via === "channel") entry.unspoken.delete(id);
    entry.remote.apply(id, statement, at);
    return entry.remote.restate(id, at);
  }
  if (frame.ttlMs < limits.minRingMs) return turnAwayLate(desk, entry, frame);
  // Glare is looked at before busy (rule R9.4): a peer that calls us while we call it is never turned away by
  // `openMax`.
  makeRoom(entry, at);
  const crowded = desk.remoteOpen >= limits.openMax && entry.local.open.size === 0;
  if (crowded || entry.remote.open.size >= limits.openPerPeerMax) return turnAwayBusy(desk, entry, frame);
  entry.remote.add(createRemote(entry.peer, frame, at.nowMs, via), statement, at);
  // It may be from an earlier life of the page, because the broker keeps what it cannot deliver for a while (rule
  // R10.7).
  if (via === "broker") entry.unspoken.add(id);
}

/**
 * Makes room for a peer that calls once more: ends the oldest invitation that rang by a request, perhaps in an earlier
 * life of its page.
 */
function makeRoom(entry: PeerEntry, at: Moment): void {
  if (entry.remote.open.size < at.limits.openPerPeerMax) return;
  const dead = [...entry.remote.open.values()].find(
    ({ id, via }) => via === "broker" && entry.unspoken.has(id),
  );
  if (dead !== undefined) entry.remote.apply(dead.id, { type: "drop", reason: "caller-lost" }, at);
}
