// Everything the book holds about one other peer. Rule R7 follows from this structure: a peer's frames are looked up in
// its own entry, so they can affect only its own invitations.

import { earlier } from "../../base/pure/earlier.ts";
import { isFinal } from "../../base/pure/table.ts";
import { type Business, NO_BUSINESS } from "../invitation/business.ts";
import { LOCAL, type LocalInput, type LocalRecord } from "../invitation/local-invitation.ts";
import type { Reach } from "../invitation/machine.ts";
import { REMOTE, type RemoteInput } from "../invitation/remote-invitation.ts";
import type { RemoteRecord, Via } from "../invitation/remote-record.ts";
import { LINE, type LineInput, type LineRecord } from "../line/line.ts";
import { type Bucket, fullAtMs, fullBucket, takeFrame } from "../link/flood.ts";
import { type Link, linkDeadline, NO_LINK } from "../link/link.ts";
import type { CalleeFrame, CallerFrame, Frame, InvitationFrame, LineFrame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import type { BrokerState } from "./effects.ts";
import { Shelf } from "./shelf.ts";
import { NO_SHARE, type StrangerShare } from "./strangers.ts";

/** How an entry's shelves report to the book: frames to say, and changed records with their former state. */
export interface EntryPort {
  say(entry: PeerEntry, frame: Frame): void;
  changed<R extends LocalRecord | RemoteRecord>(
    entry: PeerEntry,
    record: R,
    before: R | undefined,
    deadlineMs: number | undefined,
  ): void;
  lineChanged(entry: PeerEntry, record: LineRecord, deadlineMs: number | undefined): void;
}

type Change<R> = [record: R, before: R | undefined, deadlineMs: number | undefined];

type Lines = Shelf<LineRecord, LineInput, LineFrame>;

/** One other peer: the link to it, the invitations of both directions, and the lines of those that were accepted. */
export class PeerEntry {
  readonly peer: PeerId;
  readonly local: Shelf<LocalRecord, LocalInput, CallerFrame>;
  readonly remote: Shelf<RemoteRecord, RemoteInput, CalleeFrame>;
  readonly localLines: Lines;
  readonly remoteLines: Lines;
  /** The remote invitations in each of these states, so that finding them needs no search. */
  readonly deferred = new Set<InvitationId>();
  readonly ringing = new Set<InvitationId>();
  readonly accepting = new Set<InvitationId>();
  /**
   * Remote invitations and lines that are open here, but of which the peer has not spoken since its link last changed.
   * The peer may no longer know them.
   */
  readonly unspoken = new Set<InvitationId>();
  link: Link = NO_LINK;
  /** When something was last heard of the peer, on any channel; undefined before that. */
  heardAtMs: number | undefined;
  /** The time until which the peer is blocked, because it sent too much. */
  blockedUntilMs: number | undefined;
  /** What the shell was last told of this entry: when to wake it, and how far we have come. */
  told: { wakeAtMs: number | undefined; reach: Reach } = { wakeAtMs: undefined, reach: "connecting" };
  /** This entry's part in the total of what makes us busy. */
  counted = NO_BUSINESS;
  /** Whether the peer is known, and so no stranger. */
  isKnown = false;
  /** This entry's part in the total of what strangers have. */
  countedShare = NO_SHARE;
  /** How much the peer may still send, through the broker and on channels. */
  #buckets: Readonly<Partial<Record<Via, Bucket>>> = {};

  /** An empty entry, or a copy of `from`. */
  constructor(peer: PeerId, port: EntryPort, from?: PeerEntry) {
    this.peer = peer;
    const say = (frame: Frame): void => port.say(this, frame);
    const local = { say, changed: (...change: Change<LocalRecord>) => port.changed(this, ...change) };
    const remote = { say, changed: (...change: Change<RemoteRecord>) => port.changed(this, ...change) };
    this.local = from?.local.copy(local) ?? new Shelf<LocalRecord, LocalInput, CallerFrame>(LOCAL, local);
    this.remote =
      from?.remote.copy(remote) ?? new Shelf<RemoteRecord, RemoteInput, CalleeFrame>(REMOTE, remote);
    const lines = {
      say,
      changed: (record: LineRecord, _before: unknown, deadlineMs: number | undefined) =>
        port.lineChanged(this, record, deadlineMs),
    };
    this.localLines =
      from?.localLines.copy(lines) ?? new Shelf<LineRecord, LineInput, LineFrame>(LINE, lines);
    this.remoteLines =
      from?.remoteLines.copy(lines) ?? new Shelf<LineRecord, LineInput, LineFrame>(LINE, lines);
    if (from === undefined) return;
    for (const id of from.deferred) this.deferred.add(id);
    for (const id of from.ringing) this.ringing.add(id);
    for (const id of from.accepting) this.accepting.add(id);
    for (const id of from.unspoken) this.unspoken.add(id);
    this.link = from.link;
    this.heardAtMs = from.heardAtMs;
    this.told = from.told;
    this.counted = from.counted;
    this.isKnown = from.isKnown;
    this.countedShare = from.countedShare;
    this.blockedUntilMs = from.blockedUntilMs;
    this.#buckets = from.#buckets;
  }

  /** The lines of both directions. */
  get lines(): readonly [Lines, Lines] {
    return [this.localLines, this.remoteLines];
  }

  /** Whether an invitation is accepted here, as far as is remembered. At the callee: whether its person accepted. */
  isAccepted(role: LineRecord["role"], id: InvitationId): boolean {
    if (role === "local") return this.local.answerFor(id)?.t === "confirm";
    return this.accepting.has(id) || this.remote.answerFor(id)?.t === "accept";
  }

  /** How far we have come to this peer. */
  reach(broker: BrokerState): Reach {
    if (this.link.current !== undefined) return "linked";
    if (broker !== "online") return "broker-absent";
    return this.link.absent ? "peer-absent" : "connecting";
  }

  /**
   * Whether a channel is open, but nothing was heard of the peer for longer than asking takes. A peer that the broker
   * no longer knows is gone, not silent.
   */
  isSilent(nowMs: number, limits: Limits): boolean {
    const { current, channels, watch, absent } = this.link;
    if (current === undefined) return channels.size > 0 && !absent;
    return watch !== undefined && nowMs - (this.heardAtMs ?? watch.heardMs) >= 2 * limits.pingIntervalMs;
  }

  /** Keeps `deferred`, `ringing`, `accepting` and `unspoken` up to date with a new or changed remote invitation. */
  track({ id, state }: RemoteRecord): void {
    if (isFinal(REMOTE.table, state.kind)) this.unspoken.delete(id);
    for (const kind of ["deferred", "ringing", "accepting"] as const) {
      if (state.kind === kind) this[kind].add(id);
      else this[kind].delete(id);
    }
  }

  /** Counts a frame from the peer. Returns whether the peer may still send that way (rules R14.1, R16.4). */
  admits(via: Via, nowMs: number, limits: Limits): boolean {
    const bucket = takeFrame(this.#buckets[via] ?? fullBucket(nowMs, limits), nowMs, limits);
    this.#buckets = { ...this.#buckets, [via]: bucket };
    return bucket.frames >= 0;
  }

  /** Forgets what no longer matters at `nowMs`. */
  forget(nowMs: number, limits: Limits): void {
    this.local.forget(nowMs);
    this.remote.forget(nowMs);
    for (const lines of this.lines) lines.forget(nowMs);
    const { blockedUntilMs = Number.POSITIVE_INFINITY } = this;
    if (blockedUntilMs <= nowMs) this.blockedUntilMs = undefined;
    const left = Object.entries(this.#buckets).filter(([, bucket]) => fullAtMs(bucket, limits) > nowMs);
    this.#buckets = Object.fromEntries(left);
  }

  /** Whether the link is worth dialing for: an invitation here waits for the other side, or a line is open. */
  get wantsLink(): boolean {
    return this.local.open.size > 0 || this.accepting.size > 0 || this.hasLine;
  }

  /** The frame to say with a request for a channel: about the first invitation that needs the channel (rule R16.1). */
  openingFrame(nowMs: number): InvitationFrame | undefined {
    const [sent] = this.local.open.keys();
    if (sent !== undefined) return this.local.statementOf(sent, nowMs);
    const [accepted] = this.accepting;
    return accepted && this.remote.statementOf(accepted, nowMs);
  }

  /** Whether anything at all is open with this peer. */
  get isInUse(): boolean {
    return this.local.open.size > 0 || this.remote.open.size > 0 || this.hasLine;
  }

  /** Whether a line is open with this peer. */
  get hasLine(): boolean {
    return this.localLines.open.size > 0 || this.remoteLines.open.size > 0;
  }

  /** The ids of everything that is open with this peer. */
  get openIds(): InvitationId[] {
    return [this.local, this.remote, ...this.lines].flatMap(({ open }) => [...open.keys()]);
  }

  /** How much is open with this peer of what makes us busy (rule R10.4). */
  get business(): Business {
    return {
      calling: this.localLines.open.size + this.remoteLines.open.size,
      ringing: this.ringing.size + this.accepting.size,
      placing: this.local.open.size,
    };
  }

  /** The same, but of remote invitations and lines only those the peer has spoken of since its link last changed. */
  get spokenBusiness(): Business {
    // Stryker disable next-line ConditionalExpression: a short cut; what follows comes to the same
    if (this.unspoken.size === 0) return this.business;
    const spoken = (...ids: Iterable<InvitationId>[]): number =>
      ids.flatMap((it) => [...it]).filter((id) => !this.unspoken.has(id)).length;
    return {
      calling: spoken(this.localLines.open.keys(), this.remoteLines.open.keys()),
      ringing: spoken(this.ringing, this.accepting),
      placing: this.local.open.size,
    };
  }

  /** What this peer has here, which counts if it is a stranger. */
  get share(): StrangerShare {
    return { open: this.remote.open.size, remembered: this.remote.rememberedCount };
  }

  /** The link went down, came up or moved. The peer will speak of what it still knows (rules R4.1, R15.3). */
  doubtAll(): void {
    this.unspoken.clear();
    for (const { open } of [this.remote, ...this.lines]) for (const id of open.keys()) this.unspoken.add(id);
  }

  /** When the link, the memory or the block needs attention; undefined if none does. */
  deadline(limits: Limits): number | undefined {
    let atMs = earlier(linkDeadline(this.link, limits), this.blockedUntilMs);
    atMs = earlier(atMs, earlier(this.local.forgetAtMs, this.remote.forgetAtMs));
    atMs = earlier(atMs, earlier(this.localLines.forgetAtMs, this.remoteLines.forgetAtMs));
    return atMs ?? this.#bucketAtMs(limits);
  }

  /**
   * If nothing else keeps the entry, it stays until its buckets are full, so that a peer that comes back finds them as
   * they were.
   */
  #bucketAtMs(limits: Limits): number | undefined {
    if (this.link.channels.size > 0) return undefined;
    const { broker, channel } = this.#buckets;
    return earlier(broker && fullAtMs(broker, limits), channel && fullAtMs(channel, limits));
  }

  /**
   * Whether nothing is left to know about this peer. An attempt, an unused channel and a memory each have a deadline.
   */
  isBlank(limits: Limits): boolean {
    return !this.isInUse && this.deadline(limits) === undefined;
  }
}
