// The book of invitations: which input goes to which peer's machines, and what has to be done about it. Deterministic,
// without I/O, clock or randomness. Updated in place, since a copy would cost as much as is open; all it holds is pure.
import { decodeFrame } from "./codec.ts";
import type { ChannelId } from "./dial.ts";
import type { BookEffect, BookInput, BrokerState, WakeTarget } from "./effects.ts";
import { type Frame, PROTOCOL_VERSION } from "./frames.ts";
import { settleGlare } from "./glare.ts";
import type { PeerId } from "./ids.ts";
import type { Limits } from "./limits.ts";
import { type LinkInput, nextGeneration, reduceLink } from "./link.ts";
import type { LocalRecord } from "./local-invitation.ts";
import { type EntryPort, PeerEntry } from "./peer-entry.ts";
import { type Desk, receive } from "./reception.ts";
import { REMOTE_TABLE, type RemoteRecord } from "./remote-invitation.ts";
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

/** The inputs that concern one peer. */
type PeerInput = Exclude<BookInput, { readonly type: "broker" | "tick" | "end" }>;

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
        const entry = this.#entry(peerOf(input));
        this.#takeFor(entry, input);
        return [entry];
      }
    }
  }

  #takeFor(entry: PeerEntry, input: PeerInput): void {
    const at = this.#at(entry);
    switch (input.type) {
      case "send":
        this.#count("invitationsSent");
        return entry.local.add(input.record, { type: "send" }, at);
      case "local":
        return entry.local.apply(input.id, input.command, at);
      case "remote":
        return entry.remote.apply(input.id, input.command, at);
      case "opened":
        return this.#opened(entry, input.channel, input.openedHere);
      case "closed":
      case "doubted":
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
    if (entry.heldOffUntilMs !== undefined && entry.heldOffUntilMs <= this.#nowMs)
      entry.heldOffUntilMs = undefined;
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

  #opened(entry: PeerEntry, channel: ChannelId, openedHere: boolean): void {
    if (entry.heldOffUntilMs !== undefined) return this.#push({ do: "close", channel });
    const { agent, session } = this.#options;
    const generation = openedHere ? nextGeneration(entry.link) : 0;
    this.#sayOn(channel, { t: "hello", v: PROTOCOL_VERSION, agent, session, generation, features: [] });
    this.#reduceLink(entry, { type: "opened", channel, openedHere });
  }

  #read(entry: PeerEntry, channel: ChannelId, text: unknown): void {
    if (!entry.link.channels.has(channel)) return;
    if (!entry.admits(this.#nowMs, this.#options.limits)) return this.#holdOff(entry);
    this.#reduceLink(entry, { type: "heard", channel });
    const decoded = decodeFrame(text);
    if (!decoded.ok) {
      this.#count(decoded.fault);
      return this.#note(entry, `refused a text: ${decoded.fault}, ${decoded.detail}`);
    }
    this.#count("framesReceived");
    const { frame } = decoded;
    switch (frame.t) {
      case "hello": {
        const { session, generation } = frame;
        const weWin = (this.#self ?? "") < entry.peer;
        return this.#reduceLink(entry, { type: "hello", channel, session, generation, weWin });
      }
      case "ping":
        return this.#sayOn(channel, { t: "pong" });
      case "pong":
        return;
      default:
        return receive(this.#desk, entry, frame, this.#at(entry));
    }
  }

  /** The peer sent too much: its link is closed, and for a while it gets no other (rule R14.1). */
  #holdOff(entry: PeerEntry): void {
    this.#count("peersHeldOff");
    entry.heldOffUntilMs = this.#nowMs + this.#options.limits.holdOffMs;
    this.#reduceLink(entry, { type: "cutOff" });
    this.#note(entry, "sent too many frames and is held off");
  }

  #reduceLink(entry: PeerEntry, input: LinkInput): void {
    const before = entry.link.current;
    const at = { nowMs: this.#nowMs, limits: this.#options.limits, freeChannel: this.#channelsNumbered + 1 };
    const [link, effects] = reduceLink(entry.link, input, at);
    entry.link = link;
    for (const effect of effects) {
      if (effect.do === "dial") this.#push({ ...effect, peer: entry.peer, channel: this.newChannel() });
      else if (effect.do === "ping") this.#sayOn(effect.channel, { t: "ping" });
      else this.#push(effect);
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

  /** What every input ends with: all that depends on something else brought in line with it, and the shell told. */
  #finish(entry: PeerEntry): void {
    const at = this.#at(entry);
    const { limits } = this.#options;
    settleGlare(entry, this.#self ?? ("" as PeerId), at, (winner, loser) =>
      this.#push({ do: "yield", winner, loser }),
    );
    if (this.#broker === "gone" && entry.link.current === undefined) {
      entry.local.applyToAll({ type: "giveUp", reason: "broker-offline" }, at);
    }
    const online = this.#broker === "online" && entry.heldOffUntilMs === undefined;
    this.#reduceLink(entry, { type: "settle", wanted: entry.wantsLink, inUse: entry.isInUse, online });
    const reach = entry.reach(this.#broker);
    const wakeAtMs = entry.deadline(limits);
    if (reach !== entry.told.reach) {
      for (const record of entry.local.open.values()) this.#push({ do: "show", record, reach });
      for (const record of entry.remote.open.values()) this.#push({ do: "show", record, reach });
    }
    if (wakeAtMs !== entry.told.wakeAtMs) {
      this.#push({ do: "wake", target: { of: "peer", peer: entry.peer }, atMs: wakeAtMs });
    }
    entry.told = { reach, wakeAtMs };
    if (entry.isBlank(limits)) this.#entries.delete(entry.peer);
  }

  #entry(peer: PeerId): PeerEntry {
    const known = this.#entries.get(peer);
    if (known !== undefined) return known;
    const entry = new PeerEntry(peer, this.#port);
    this.#entries.set(peer, entry);
    return entry;
  }

  readonly #port: EntryPort = {
    say: (entry, frame) => this.#say(entry, frame),
    changed: (entry, record, before, deadlineMs) => {
      if (record.role === "remote") this.#countRemote(record, before);
      else this.#accepted(entry, record);
      this.#push({
        do: "wake",
        target: { of: record.role, peer: record.peer, id: record.id },
        atMs: deadlineMs,
      });
      this.#push({ do: "show", record, reach: entry.reach(this.#broker) });
    },
  };

  /** Whoever accepted our call has given its own crossing one up, even if its word on that is still under way. */
  #accepted(entry: PeerEntry, record: LocalRecord): void {
    if (record.state.kind === "accepted") entry.remote.applyToAll({ type: "supersede" }, this.#at(entry));
  }

  #countRemote(
    record: RemoteRecord,
    before: { readonly state: { readonly kind: string } } | undefined,
  ): void {
    if (before === undefined) this.#remoteOpen += 1;
    if (before?.state.kind === "held" && record.state.kind === "ringing") this.#count("invitationsRung");
    if (isFinal(REMOTE_TABLE, record.state.kind)) this.#remoteOpen -= 1;
  }

  get #desk(): Desk {
    return {
      limits: this.#options.limits,
      remoteOpen: this.#remoteOpen,
      say: (entry, frame) => this.#say(entry, frame),
      count: (counter) => this.#count(counter),
      note: (entry, text) => this.#note(entry, text),
    };
  }

  #at(entry: PeerEntry): Moment {
    return { nowMs: this.#nowMs, limits: this.#options.limits, reach: entry.reach(this.#broker) };
  }

  /** Says a frame on the link; while it is down nothing needs saying, for its return restates everything (rule R4). */
  #say(entry: PeerEntry, frame: Frame): void {
    if (entry.link.current !== undefined) this.#sayOn(entry.link.current, frame);
  }

  #sayOn(channel: ChannelId, frame: Frame): void {
    this.#count("framesSent");
    this.#push({ do: "say", channel, frame });
  }

  #note(entry: PeerEntry, text: string): void {
    this.#push({ do: "note", text: `${entry.peer}: ${text}` });
  }

  #count(counter: keyof Stats): void {
    this.#counters[counter] += 1;
  }

  #push(effect: BookEffect): void {
    this.#effects.push(effect);
  }
}

function peerOf(input: PeerInput): PeerId {
  if (input.type === "wake") return input.target.peer;
  return input.type === "send" ? input.record.peer : input.peer;
}
