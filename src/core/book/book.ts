// The book of invitations: it passes each input to the machines of its peer, and returns the effects. Deterministic,
// without I/O, clock or randomness. Updated in place, because a copy would cost as much as is open; everything in it is
// pure.

import { createLine } from "../line/line.ts";
import type { ChannelId } from "../link/dial.ts";
import { hasChannel } from "../link/link-record.ts";
import type { PeerId } from "../wire/ids.ts";
import { admit } from "./admission.ts";
import type { BookEffect, BookInput, SignalWhileRinging, WakeTarget } from "./effects.ts";
import { KINDS, LINE_KINDS } from "./kinds.ts";
import { receiveOnLine } from "./line-reception.ts";
import { applyToLink, block, hearOfChannel, openChannel } from "./linking.ts";
import { hearLook, show } from "./looking.ts";
import { PeerEntry } from "./peer-entry.ts";
import { admitsStranger, isFlooded, receivePost } from "./posts.ts";
import { readFrame, receive } from "./reception.ts";
import { settleEntry } from "./settling.ts";
import { type BookOptions, BookState } from "./state.ts";
import type { Stats } from "./stats.ts";
import { Transaction } from "./transaction.ts";
import { canSignal, hearWhileRinging, sayWhileRinging } from "./while-ringing.ts";

/** The inputs that concern one peer. */
type PeerInput = Exclude<BookInput, { readonly type: "broker" | "tick" | "end" }>;

/** All invitations of one client, and the links they travel on. */
export class InvitationBook {
  /** Everything it holds. Only the book may change it. */
  readonly state: BookState;

  constructor(options: BookOptions, state = new BookState(options)) {
    this.state = state;
  }

  /** A snapshot of the counters. */
  get stats(): Stats {
    return { ...this.state.counters };
  }

  /** A new channel number, for a channel that another peer opened. */
  newChannel(): ChannelId {
    this.state.lastChannel += 1;
    return this.state.lastChannel;
  }

  /** How the book stands to a peer that asks for a connection. Without consent, the app is to be asked. */
  standing(
    peer: PeerId,
    nowMs: number,
  ): { readonly isBlocked: boolean; readonly isKnown: boolean; readonly hasConsent: boolean } {
    const { entries, strangers } = this.state;
    const entry = entries.get(peer);
    return {
      isBlocked: entry?.blockedUntilMs !== undefined,
      isKnown: entry?.isKnown ?? strangers.knows(peer),
      hasConsent: entry?.hasConsent(nowMs) ?? false,
    };
  }

  /** Counts what the transport turned away. */
  count(counter: keyof Stats): void {
    this.state.counters[counter] += 1;
  }

  /** Whether it matters just now if the app knows a peer that posts. */
  isFlooded(nowMs: number): boolean {
    return isFlooded(this.state, nowMs);
  }

  /** Whether a signal about an invitation has a way to its other end now (rule R17). */
  canSignal(
    signal: SignalWhileRinging & { readonly peer: PeerId; readonly nonce: string },
    nowMs: number,
  ): boolean {
    const entry = this.state.entries.get(signal.peer);
    return entry !== undefined && canSignal(new Transaction(this.state, nowMs), entry, signal);
  }

  /** Takes one input at the time `nowMs` and returns the effects. The time must never go back. Never throws. */
  handle(input: BookInput, nowMs: number): readonly BookEffect[] {
    const tx = new Transaction(this.state, nowMs);
    for (const entry of take(tx, input)) settleEntry(tx, entry);
    // Settling one may touch another, which is then looked at as well.
    for (const entry of tx.touched) settleEntry(tx, entry);
    return tx.effects;
  }
}

/** Applies an input. Returns the entries it may have touched. */
function take(tx: Transaction, input: BookInput): Iterable<PeerEntry> {
  const { state } = tx;
  const all = state.entries.values();
  switch (input.type) {
    case "broker":
      state.broker = input.broker;
      state.self = input.self ?? state.self;
      return all;
    case "tick":
      for (const entry of state.entries.values()) settleAll(tx, entry);
      comeBack(tx);
      return all;
    case "end":
      state.hasLeft = input.how !== "closed";
      for (const entry of state.entries.values()) end(tx, entry, input.how);
      return all;
    default: {
      if (input.type === "post" && !input.isContact && !admitsStranger(tx, input.peer)) {
        tx.count("postsDropped");
        return [];
      }
      const entry = entryOf(state, peerOf(input));
      takeFor(tx, entry, input);
      return [entry];
    }
  }
}

function takeFor(tx: Transaction, entry: PeerEntry, input: PeerInput): void {
  switch (input.type) {
    case "send":
      tx.count("invitationsSent");
      tx.know(entry);
      entry.mayConnect = input.mayConnect;
      return void tx.add(entry, "local", input.record, { type: "send" });
    case "local":
      return void tx.apply(entry, "local", input.id, input.command);
    case "remote":
      return void tx.apply(entry, "remote", input.id, input.command);
    case "admit":
      return admit(tx, entry, input);
    case "whileRinging":
      return sayWhileRinging(tx, entry, input);
    case "look":
      return tx.say(entry, { t: "look", nonce: input.nonce });
    case "show":
      return show(tx, entry, input.nonce, input.stance);
    case "line":
      return useLine(tx, entry, input);
    case "opened":
      return openChannel(tx, entry, input);
    case "closed":
    case "doubted":
      return applyToLink(tx, entry, input);
    case "text":
      return read(tx, entry, input.channel, input.text);
    case "post":
      return receivePost(tx, entry, input.text);
    case "absent":
      return applyToLink(tx, entry, { type: "absent" });
    case "wake":
      return wake(tx, entry, input.target);
  }
}

function read(tx: Transaction, entry: PeerEntry, channel: ChannelId, text: unknown): void {
  if (!entry.link.channels.has(channel)) return;
  if (!entry.admits("channel", tx.nowMs, tx.limits)) return block(tx, entry);
  applyToLink(tx, entry, { type: "heard", channel });
  const frame = readFrame(tx, entry, text);
  if (frame === undefined) return;
  if (frame.t === "whileRinging") hearWhileRinging(tx, entry, frame);
  else if ("by" in frame) receiveOnLine(tx, entry, frame);
  else if ("id" in frame) receive(tx, entry, frame, "channel");
  else if ("nonce" in frame) hearLook(tx, entry, frame);
  else hearOfChannel(tx, entry, channel, frame);
}

/** An invitation has one line, so opening it again changes nothing (rule R15.1). */
function useLine(
  tx: Transaction,
  entry: PeerEntry,
  { role, id, command }: Extract<PeerInput, { readonly type: "line" }>,
): void {
  const kind = `${role}Lines` as const;
  if (command.type !== "open") return void tx.apply(entry, kind, id, command);
  if (entry.records[kind].knows(id)) return;
  tx.add(entry, kind, createLine({ role, id, peer: entry.peer }, hasChannel(entry.link), tx), command);
}

function wake(tx: Transaction, entry: PeerEntry, target: WakeTarget): void {
  if (target.of === "peer") return entry.forget(tx.nowMs, tx.limits);
  tx.settle(entry, target.of, target.id);
}

function settleAll(tx: Transaction, entry: PeerEntry): void {
  for (const kind of KINDS) {
    for (const id of [...entry.records[kind].open.keys()]) tx.settle(entry, kind, id);
  }
  entry.forget(tx.nowMs, tx.limits);
}

/** A page that had left is back as it was, with its links, so everything open is still open (rule R13.2). */
function comeBack(tx: Transaction): void {
  const { state } = tx;
  if (!state.hasLeft) return;
  state.hasLeft = false;
  for (const entry of state.entries.values()) tx.restateAll(entry);
}

function end(tx: Transaction, entry: PeerEntry, how: "closed" | "left" | "paused"): void {
  for (const kind of LINE_KINDS) {
    tx.applyToAll(entry, kind, { type: "close", reason: "client-closed", content: "" });
  }
  if (how !== "paused") tx.applyToAll(entry, "local", { type: "cancel", reason: "closed", content: "" });
  if (how === "closed") return tx.applyToAll(entry, "remote", { type: "drop", reason: "closed" });
  for (const { id, state } of entry.remote.open.values()) {
    if (state.kind !== "accepting") tx.say(entry, { t: "gone", id, reason: "left" });
  }
}

function entryOf({ entries, strangers }: BookState, peer: PeerId): PeerEntry {
  const known = entries.get(peer);
  if (known !== undefined) return known;
  const entry = new PeerEntry(peer);
  entry.isKnown = strangers.knows(peer);
  entries.set(peer, entry);
  return entry;
}

function peerOf(input: PeerInput): PeerId {
  if (input.type === "wake") return input.target.peer;
  return input.type === "send" ? input.record.peer : input.peer;
}
