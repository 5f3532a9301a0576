// The book of invitations: which input goes to which machine, and what has to be done about it. Deterministic, without
// I/O, clock or randomness. Updated in place, since a copy would cost as much as is open; all it holds is pure.
import { decodeFrame } from "./codec.ts";
import type { ChannelId } from "./dial.ts";
import type { BookEffect, BookInput, BrokerState, WakeTarget } from "./effects.ts";
import { type Frame, type FrameOf, type InvitationFrame, PROTOCOL_VERSION } from "./frames.ts";
import type { PeerId } from "./ids.ts";
import type { Limits } from "./limits.ts";
import { type LinkInput, nextGeneration, reduceLink } from "./link.ts";
import { PeerEntry } from "./peer-entry.ts";
import { readCancelWord, readGoneWord, readRefuseWord } from "./reasons.ts";
import { createRemote, REMOTE, REMOTE_TABLE, type RemoteInput } from "./remote-invitation.ts";
import type { Moment } from "./shelf.ts";
import { createCounters, type Stats } from "./stats.ts";
import { isFinal } from "./table.ts";

/** What a book is made with. */
export interface BookOptions {
  readonly limits: Limits;
  /** This life of the page, in the shape of an invitation id: new for every book. */
  readonly session: string;
  /** What this software calls itself in `hello`. */
  readonly agent: string;
}

/** All invitations of one client, and the links they travel on. */
export class InvitationBook {
  readonly #options: BookOptions;
  readonly #entries = new Map<PeerId, PeerEntry>();
  readonly #counters = createCounters();
  #effects: BookEffect[] = [];
  #broker: BrokerState = "offline";
  #self: PeerId | undefined;
  #nowMs = 0;
  #channelsNumbered = 0;
  #remoteOpen = 0;

  constructor(options: BookOptions) {
    this.#options = options;
  }

  /** A channel number that was never used, for a channel that another peer opened. */
  newChannel(): ChannelId {
    this.#channelsNumbered += 1;
    return this.#channelsNumbered;
  }

  /** A snapshot of the counters. */
  get stats(): Stats {
    return { ...this.#counters };
  }

  /** Takes one input at the time `nowMs`, of a clock that never goes back, and returns what is to be done. Never throws. */
  handle(input: BookInput, nowMs: number): readonly BookEffect[] {
    this.#nowMs = nowMs;
    this.#effects = [];
    for (const entry of this.#take(input)) this.#finish(entry);
    return this.#effects;
  }

  /** Applies an input; returns the entries it may have touched. */
  #take(input: BookInput): Iterable<PeerEntry> {
    switch (input.type) {
      case "broker":
        this.#broker = input.broker;
        this.#self = input.self;
        return this.#entries.values();
      case "tick":
        for (const entry of this.#entries.values()) this.#settleAll(entry);
        return this.#entries.values();
      case "end":
        for (const entry of this.#entries.values()) this.#end(entry, input.how);
        return this.#entries.values();
      default: {
        const entry = this.#entry("target" in input ? input.target.peer : peerOf(input));
        this.#takeFor(entry, input);
        return [entry];
      }
    }
  }

  #takeFor(entry: PeerEntry, input: PeerInput): void {
    switch (input.type) {
      case "send":
        this.#counters.invitationsSent += 1;
        entry.local.put(input.record, this.#at(entry));
        return entry.local.apply(input.record.id, { type: "send" }, this.#at(entry));
      case "local":
        return entry.local.apply(input.id, input.command, this.#at(entry));
      case "remote":
        return entry.remote.apply(input.id, input.command, this.#at(entry));
      case "opened":
        this.#sayHello(input.channel, input.openedHere ? nextGeneration(entry.link) : 0);
        return this.#reduceLink(entry, input);
      case "closed":
        return this.#reduceLink(entry, input);
      case "text":
        return this.#read(entry, input.channel, input.text);
      case "wake":
        return this.#wake(entry, input.target);
    }
  }

  #wake(entry: PeerEntry, target: WakeTarget): void {
    if (target.of !== "peer") return entry[target.of].settle(target.id, this.#at(entry));
    entry.local.forget(this.#nowMs);
    entry.remote.forget(this.#nowMs);
  }

  #settleAll(entry: PeerEntry): void {
    const at = this.#at(entry);
    for (const id of [...entry.local.open.keys()]) entry.local.settle(id, at);
    for (const id of [...entry.remote.open.keys()]) entry.remote.settle(id, at);
    this.#wake(entry, { of: "peer", peer: entry.peer });
  }

  #end(entry: PeerEntry, how: "closed" | "left"): void {
    const at = this.#at(entry);
    entry.local.applyToAll({ type: "cancel", reason: "closed", content: "" }, at);
    if (how === "closed") return entry.remote.applyToAll({ type: "drop", reason: "closed" }, at);
    for (const { id, state } of entry.remote.open.values()) {
      if (state.kind !== "accepting") this.#say(entry, { t: "gone", id, reason: "left" });
    }
  }

  #read(entry: PeerEntry, channel: ChannelId, text: unknown): void {
    const decoded = decodeFrame(text);
    if (!decoded.ok) {
      this.#counters[decoded.fault] += 1;
      return this.#note(entry, `refused a text: ${decoded.fault}, ${decoded.detail}`);
    }
    this.#counters.framesReceived += 1;
    const { frame } = decoded;
    if (frame.t !== "hello") return this.#hear(entry, frame);
    const weWin = this.#self !== undefined && this.#self < entry.peer;
    const { session, generation } = frame;
    this.#reduceLink(entry, { type: "hello", channel, session, generation, weWin });
  }

  /** A frame about an invitation: to its machine where it is open, answered from memory where it ended. */
  #hear(entry: PeerEntry, frame: InvitationFrame): void {
    const { id } = frame;
    const { local, remote } = entry;
    const at = this.#at(entry);
    switch (frame.t) {
      case "invite":
        return this.#invited(entry, frame);
      case "received":
      case "accept":
        if (!local.knows(id)) return this.#stray(entry, frame, { t: "cancel", id, reason: "unknown" });
        if (!local.open.has(id)) return local.restate(id, at);
        return local.apply(
          id,
          frame.t === "accept" ? { type: frame.t, response: frame.response } : { type: frame.t },
          at,
        );
      case "refuse":
        if (!local.knows(id)) return this.#stray(entry, frame);
        return local.apply(
          id,
          { type: "refuse", reason: readRefuseWord(frame.reason), response: frame.response },
          at,
        );
      case "gone":
        if (!local.knows(id)) return this.#stray(entry, frame);
        return local.apply(id, readGoneWord(frame.reason), at);
      case "confirm":
        if (!remote.knows(id)) return this.#stray(entry, frame, { t: "gone", id, reason: "unknown" });
        return remote.apply(id, { type: "confirm" }, at);
      case "cancel": {
        const input = { ...readCancelWord(frame.reason), content: frame.content ?? "" };
        // It overtook its invite, which must not ring when it comes (rule R5).
        if (!remote.knows(id)) return this.#turnAway(entry, { ...frame, content: "" }, input);
        return remote.apply(id, input, at);
      }
    }
  }

  #invited(entry: PeerEntry, frame: FrameOf<"invite">): void {
    const at = this.#at(entry);
    const { limits } = this.#options;
    if (entry.remote.knows(frame.id)) {
      entry.remote.apply(frame.id, { type: "restate", ttlMs: frame.ttlMs }, at);
      return entry.remote.restate(frame.id, at);
    }
    if (frame.ttlMs < limits.minRingMs) {
      this.#counters.invitationsLate += 1;
      return this.#turnAway(entry, frame, { type: "drop", reason: "expired" });
    }
    if (entry.remote.open.size >= limits.openPerPeerMax || this.#remoteOpen >= limits.openMax) {
      this.#counters.invitationsBusy += 1;
      return this.#turnAway(entry, frame, { type: "refuse", reason: "busy", response: "" });
    }
    this.#counters.invitationsRung += 1;
    this.#remoteOpen += 1;
    const record = createRemote(entry.peer, frame, this.#nowMs);
    entry.remote.put(record, at);
    entry.remote.restate(record.id, at);
    this.#effects.push({ do: "ring", record, reach: entry.told.reach });
    this.#wakeAt({ of: "remote", peer: entry.peer, id: record.id }, REMOTE.deadline(record));
  }

  /** Remembers an invitation as ended by `input` without ringing, and says so where there is something to say. */
  #turnAway(entry: PeerEntry, frame: Pick<FrameOf<"invite">, "id" | "content">, input: RemoteInput): void {
    const ring = createRemote(entry.peer, { ...frame, ttlMs: 0 }, this.#nowMs);
    const [record, say] = REMOTE.reduce(ring, input, this.#nowMs, this.#options.limits);
    entry.remote.put(record, this.#at(entry));
    if (say !== undefined) this.#say(entry, say);
    this.#note(entry, `did not ring for ${frame.id}: ${input.type}`);
  }

  /** A frame about nothing that this peer has here (rule R7). */
  #stray(entry: PeerEntry, frame: InvitationFrame, answer?: InvitationFrame): void {
    this.#counters.frameStray += 1;
    if (answer !== undefined) this.#say(entry, answer);
    this.#note(entry, `ignored ${frame.t} for ${frame.id}: no such invitation with this peer`);
  }

  #reduceLink(entry: PeerEntry, input: LinkInput): void {
    const before = entry.link.current;
    const at = { nowMs: this.#nowMs, limits: this.#options.limits, freeChannel: this.#channelsNumbered + 1 };
    const [link, effects] = reduceLink(entry.link, input, at);
    entry.link = link;
    for (const effect of effects) {
      if (effect.do === "dial") this.newChannel();
      this.#effects.push(effect.do === "dial" ? { ...effect, peer: entry.peer } : effect);
    }
    if (link.current === before) return;
    const moment = this.#at(entry);
    if (link.current === undefined) {
      entry.local.applyToAll({ type: "lost" }, moment);
      entry.remote.applyToAll({ type: "linkLost" }, moment);
    } else {
      if (before === undefined) entry.remote.applyToAll({ type: "linkBack" }, moment);
      entry.local.restateAll(moment);
      entry.remote.restateAll(moment);
    }
  }

  /** What every input ends with: the link in line with who needs it, the shell told of times and of how far we have come. */
  #finish(entry: PeerEntry): void {
    if (this.#broker === "gone" && entry.link.current === undefined) {
      entry.local.applyToAll({ type: "giveUp", reason: "broker-offline" }, this.#at(entry));
    }
    const needs = { wanted: entry.wantsLink, inUse: entry.isInUse, online: this.#broker === "online" };
    this.#reduceLink(entry, { type: "settle", ...needs });
    const reach = entry.reach(this.#broker);
    const wakeAtMs = entry.deadlineMs;
    if (reach !== entry.told.reach) {
      for (const record of entry.local.open.values()) this.#effects.push({ do: "show", record, reach });
      for (const record of entry.remote.open.values()) this.#effects.push({ do: "show", record, reach });
    }
    if (wakeAtMs !== entry.told.wakeAtMs) this.#wakeAt({ of: "peer", peer: entry.peer }, wakeAtMs);
    entry.told = { reach, wakeAtMs };
    if (entry.isBlank) this.#entries.delete(entry.peer);
  }

  #entry(peer: PeerId): PeerEntry {
    const known = this.#entries.get(peer);
    if (known !== undefined) return known;
    const entry = new PeerEntry(peer, {
      say: (it, frame) => this.#say(it, frame),
      changed: (it, record, deadlineMs) => {
        if (record.role === "remote" && isFinal(REMOTE_TABLE, record.state.kind)) this.#remoteOpen -= 1;
        this.#wakeAt({ of: record.role, peer: record.peer, id: record.id }, deadlineMs);
        this.#effects.push({ do: "show", record, reach: it.reach(this.#broker) });
      },
    });
    this.#entries.set(peer, entry);
    return entry;
  }

  #at(entry: PeerEntry): Moment {
    return { nowMs: this.#nowMs, limits: this.#options.limits, reach: entry.reach(this.#broker) };
  }

  #sayHello(channel: ChannelId, generation: number): void {
    const { agent, session } = this.#options;
    this.#sayOn(channel, { t: "hello", v: PROTOCOL_VERSION, agent, session, generation, features: [] });
  }

  /** Says a frame on the link; while it is down nothing needs saying, for its return restates everything (rule R4). */
  #say(entry: PeerEntry, frame: Frame): void {
    if (entry.link.current !== undefined) this.#sayOn(entry.link.current, frame);
  }

  #sayOn(channel: ChannelId, frame: Frame): void {
    this.#counters.framesSent += 1;
    this.#effects.push({ do: "say", channel, frame });
  }

  #wakeAt(target: WakeTarget, atMs: number | undefined): void {
    this.#effects.push({ do: "wake", target, atMs });
  }

  #note(entry: PeerEntry, text: string): void {
    this.#effects.push({ do: "note", text: `${entry.peer}: ${text}` });
  }
}

/** The inputs that concern one peer. */
type PeerInput = Exclude<BookInput, { readonly type: "broker" | "tick" | "end" }>;

function peerOf(input: Exclude<PeerInput, { readonly type: "wake" }>): PeerId {
  return input.type === "send" ? input.record.peer : input.peer;
}
