// The book of invitations: it passes each input to the machines of its peer, and returns the effects. Deterministic,
// without I/O, clock or randomness. Updated in place, because a copy would cost as much as is open; everything in it is
// pure.

import { isFinal } from "../../base/pure/table.ts";
import type { Business } from "../invitation/business.ts";
import type { LocalRecord } from "../invitation/local-invitation.ts";
import { REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import type { RemoteRecord } from "../invitation/remote-record.ts";
import { createLine } from "../line/line.ts";
import type { ChannelId } from "../link/dial.ts";
import type { PeerId } from "../wire/ids.ts";
import { admit } from "./admission.ts";
import { type BookOptions, Desk } from "./desk.ts";
import type { BookEffect, BookInput, WakeTarget } from "./effects.ts";
import { settleGlare } from "./glare.ts";
import { receiveOnLine } from "./line-reception.ts";
import { applyToLink, block, hearOfChannel, openChannel, restateAll } from "./linking.ts";
import { receiveOpening } from "./opening.ts";
import { type EntryPort, PeerEntry } from "./peer-entry.ts";
import { readFrame, receive } from "./reception.ts";
import type { Stats } from "./stats.ts";
import type { Strangers } from "./strangers.ts";
import { hearWhileRinging, sayWhileRinging } from "./while-ringing.ts";

/** The inputs that concern one peer. */
type PeerInput = Exclude<BookInput, { readonly type: "broker" | "tick" | "end" }>;

/** All invitations of one client, and the links they travel on. */
export class InvitationBook {
  readonly #desk: Desk;
  readonly #entries = new Map<PeerId, PeerEntry>();

  constructor(options: BookOptions, desk = new Desk(options)) {
    this.#desk = desk;
  }

  /** An independent copy of this book, for tests that explore every continuation. */
  copy(): InvitationBook {
    const book = new InvitationBook(this.#desk.options, this.#desk.copy());
    for (const [peer, entry] of this.#entries)
      book.#entries.set(peer, new PeerEntry(peer, book.#port, entry));
    return book;
  }

  /** The book's entry for each peer, to be read only. */
  get entries(): ReadonlyMap<PeerId, PeerEntry> {
    return this.#entries;
  }

  /** How much is open, with all peers, of what makes this side busy. */
  get business(): Business {
    return this.#desk.business;
  }

  /** The known peers, and the totals of all strangers. */
  get strangers(): Strangers {
    return this.#desk.strangers;
  }

  /** A snapshot of the counters. */
  get stats(): Stats {
    return { ...this.#desk.counters };
  }

  /** A new channel number, for a channel that another peer opened. */
  newChannel(): ChannelId {
    return this.#desk.newChannel();
  }

  /** Takes one input at the time `nowMs` and returns the effects. The time must never go back. Never throws. */
  handle(input: BookInput, nowMs: number): readonly BookEffect[] {
    const effects: BookEffect[] = [];
    this.#desk.nowMs = nowMs;
    this.#desk.effects = effects;
    for (const entry of this.#take(input)) this.#finish(entry);
    return effects;
  }

  /** Applies an input; returns the entries it may have touched. */
  #take(input: BookInput): Iterable<PeerEntry> {
    switch (input.type) {
      case "broker":
        this.#desk.broker = input.broker;
        this.#desk.self = input.self ?? this.#desk.self;
        return this.#entries.values();
      case "tick":
        for (const entry of this.#entries.values()) this.#settleAll(entry);
        this.#isBack();
        return this.#entries.values();
      case "end":
        this.#desk.hasLeft = input.how !== "closed";
        for (const entry of this.#entries.values()) this.#end(entry, input.how);
        return this.#entries.values();
      default: {
        const entry = this.#entry(peerOf(input));
        this.#takeFor(entry, input);
        return [entry];
      }
    }
  }

  #takeFor(entry: PeerEntry, input: PeerInput): void {
    const desk = this.#desk;
    switch (input.type) {
      case "send":
        desk.count("invitationsSent");
        desk.know(entry);
        return void entry.local.add(input.record, { type: "send" }, desk.at(entry));
      case "local":
        return void entry.local.apply(input.id, input.command, desk.at(entry));
      case "remote":
        return void entry.remote.apply(input.id, input.command, desk.at(entry));
      case "admit":
        return admit(desk, entry, input);
      case "whileRinging":
        return sayWhileRinging(desk, entry, input);
      case "line":
        return this.#useLine(entry, input);
      case "opened":
        return openChannel(desk, entry, input.channel, input.openedHere);
      case "closed":
      case "doubted":
        return applyToLink(desk, entry, input);
      case "text":
        return this.#read(entry, input.channel, input.text);
      case "opening":
        return receiveOpening(desk, entry, input.text);
      case "wake":
        return this.#wake(entry, input.target);
    }
  }

  #read(entry: PeerEntry, channel: ChannelId, text: unknown): void {
    const desk = this.#desk;
    if (!entry.link.channels.has(channel)) return;
    if (!entry.admits("channel", desk.nowMs, desk.limits)) return block(desk, entry);
    applyToLink(desk, entry, { type: "heard", channel });
    const frame = readFrame(desk, entry, text);
    if (frame === undefined) return;
    if (frame.t === "whileRinging") hearWhileRinging(desk, entry, frame);
    else if ("by" in frame) receiveOnLine(desk, entry, frame, desk.at(entry));
    else if ("id" in frame) receive(desk, entry, frame, "channel");
    else hearOfChannel(desk, entry, channel, frame);
  }

  /** An invitation has one line, so opening it again changes nothing (rule R15.1). */
  #useLine(entry: PeerEntry, { role, id, command }: Extract<PeerInput, { readonly type: "line" }>): void {
    const lines = entry[`${role}Lines`];
    const at = this.#desk.at(entry);
    if (command.type !== "open") return void lines.apply(id, command, at);
    if (!lines.knows(id)) lines.add(createLine({ role, id, peer: entry.peer }, at), command, at);
  }

  #wake(entry: PeerEntry, target: WakeTarget): void {
    if (target.of === "peer") return entry.forget(this.#desk.nowMs, this.#desk.limits);
    entry[target.of].settle(target.id, this.#desk.at(entry));
  }

  #settleAll(entry: PeerEntry): void {
    const at = this.#desk.at(entry);
    for (const shelf of [entry.local, entry.remote, ...entry.lines]) {
      for (const id of [...shelf.open.keys()]) shelf.settle(id, at);
    }
    this.#wake(entry, { of: "peer", peer: entry.peer });
  }

  /** A page that had left is back as it was, with its links, so everything open is still open (rule R13.2). */
  #isBack(): void {
    if (!this.#desk.hasLeft) return;
    this.#desk.hasLeft = false;
    for (const entry of this.#entries.values()) restateAll(entry, this.#desk.at(entry));
  }

  #end(entry: PeerEntry, how: "closed" | "left" | "paused"): void {
    const at = this.#desk.at(entry);
    for (const lines of entry.lines) {
      lines.applyToAll({ type: "close", reason: "client-closed", content: "" }, at);
    }
    if (how !== "paused") entry.local.applyToAll({ type: "cancel", reason: "closed", content: "" }, at);
    if (how === "closed") return entry.remote.applyToAll({ type: "drop", reason: "closed" }, at);
    for (const { id, state } of entry.remote.open.values()) {
      if (state.kind !== "accepting") this.#desk.say(entry, { t: "gone", id, reason: "left" });
    }
  }

  /** Runs after every input: updates everything that depends on it, and tells the shell what changed. */
  #finish(entry: PeerEntry): void {
    const desk = this.#desk;
    settleGlare(desk, entry);
    if (desk.broker === "gone" && entry.link.channels.size === 0) this.#endAsGone(entry);
    const online = desk.broker === "online" && entry.blockedUntilMs === undefined;
    applyToLink(desk, entry, { type: "settle", wanted: entry.wantsLink, inUse: entry.isInUse, online });
    desk.recount(entry);
    this.#tell(entry);
    this.#forgetStrangers();
    if (entry.isBlank(desk.limits)) this.#entries.delete(entry.peer);
  }

  /** While more is remembered of strangers than allowed, forgets the oldest (rule R5.7). */
  #forgetStrangers(): void {
    const desk = this.#desk;
    for (let peer = this.#tooMuch(); peer !== undefined; peer = this.#tooMuch()) {
      peer.remote.forgetOldest();
      desk.recount(peer);
      this.#tell(peer);
      if (peer.isBlank(desk.limits)) this.#entries.delete(peer.peer);
    }
  }

  #tooMuch(): PeerEntry | undefined {
    const peer = this.#desk.strangers.tooMuchOf(this.#desk.limits);
    return peer && this.#entries.get(peer);
  }

  /** Ends everything open with a peer that has no link, once the broker is gone for good (rule R3.5). */
  #endAsGone(entry: PeerEntry): void {
    const at = this.#desk.at(entry);
    for (const lines of entry.lines) {
      lines.applyToAll({ type: "close", reason: "client-closed", content: "" }, at);
    }
    entry.local.applyToAll({ type: "giveUp", reason: "broker-offline" }, at);
    entry.remote.applyToAll({ type: "drop", reason: "closed" }, at);
  }

  /** Tells the shell how far we have come to the peer and when to look again, if either changed. */
  #tell(entry: PeerEntry): void {
    const { told } = entry;
    const reach = entry.reach(this.#desk.broker);
    const wakeAtMs = entry.deadline(this.#desk.limits);
    if (reach !== told.reach) {
      for (const record of entry.local.open.values()) this.#desk.push({ do: "show", record, reach });
      for (const record of entry.remote.open.values()) this.#desk.push({ do: "show", record, reach });
    }
    if (wakeAtMs !== told.wakeAtMs) {
      this.#desk.push({ do: "wake", target: { of: "peer", peer: entry.peer }, atMs: wakeAtMs });
    }
    entry.told = { reach, wakeAtMs };
  }

  #entry(peer: PeerId): PeerEntry {
    const known = this.#entries.get(peer);
    if (known !== undefined) return known;
    const entry = new PeerEntry(peer, this.#port);
    entry.isKnown = this.#desk.strangers.knows(peer);
    this.#entries.set(peer, entry);
    return entry;
  }

  readonly #port: EntryPort = {
    say: (entry, frame) => this.#desk.say(entry, frame),
    changed: (entry, record, before, deadlineMs) => {
      if (record.role === "remote") this.#countRemote(entry, record, before);
      else this.#accepted(entry, record);
      const target = { of: record.role, peer: record.peer, id: record.id } as const;
      this.#desk.push({ do: "wake", target, atMs: deadlineMs });
      this.#desk.push({ do: "show", record, reach: entry.reach(this.#desk.broker) });
    },
    lineChanged: (entry, record, deadlineMs) => {
      if (record.state.kind === "closed") entry.unspoken.delete(record.id);
      const target = { of: `${record.role}Lines`, peer: entry.peer, id: record.id } as const;
      this.#desk.push({ do: "wake", target, atMs: deadlineMs });
      this.#desk.push({ do: "line", record });
    },
  };

  /**
   * A peer that accepted our invitation has given up its own crossing one, even if its frame is still on the way
   * (R9.3).
   */
  #accepted(entry: PeerEntry, record: LocalRecord): void {
    if (record.state.kind === "accepted")
      entry.remote.applyToAll({ type: "supersede" }, this.#desk.at(entry));
  }

  #countRemote(
    entry: PeerEntry,
    record: RemoteRecord,
    before: { readonly state: { readonly kind: string } } | undefined,
  ): void {
    entry.track(record);
    if (record.state.kind === "accepting") this.#desk.know(entry);
    if (before === undefined) this.#desk.remoteOpen += 1;
    if (before?.state.kind === "deferred" && record.state.kind === "ringing")
      this.#desk.count("invitationsRung");
    if (isFinal(REMOTE_TABLE, record.state.kind)) this.#desk.remoteOpen -= 1;
  }
}

function peerOf(input: PeerInput): PeerId {
  if (input.type === "wake") return input.target.peer;
  return input.type === "send" ? input.record.peer : input.peer;
}
