// Everything the book holds about one other peer. Rule R7 lives in this shape: a peer's frames are looked up in its own
// entry, so it can touch no invitation but its own.

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

/** What an entry's shelves report to the book: what to say, and what is new, with the record as it was before. */
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
  /** The remote invitations in these states: found without a look at all the others. */
  readonly deferred = new Set<InvitationId>();
  readonly ringing = new Set<InvitationId>();
  readonly accepting = new Set<InvitationId>();
  /** What is open here by this peer's doing, and it has not spoken of since its link last changed: it may no longer know it. */
  readonly unspoken = new Set<InvitationId>();
  link: Link = NO_LINK;
  /** When something was last heard of the peer, on whichever channel; undefined before. */
  heardAtMs: number | undefined;
  /** Until when the peer is not listened to, because it sent too much. */
  blockedUntilMs: number | undefined;
  /** What the shell was last told of this entry: when to wake it, and how far we have come. */
  told: { wakeAtMs: number | undefined; reach: Reach } = { wakeAtMs: undefined, reach: "connecting" };
  /** What of this entry is in the count of all that makes busy. */
  counted = NO_BUSINESS;
  /** Whether the peer is no stranger. */
  isKnown = false;
  /** What of this entry is in the count of what strangers have. */
  countedShare = NO_SHARE;
  /** How much it may still say, either way. */
  #buckets: Readonly<Partial<Record<Via, Bucket>>> = {};

  /** Blank, or with all that `from` holds. */
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

  /** Whether an invitation is accepted here, as far as is remembered; at the callee, whether its person accepted. */
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
   * Whether a channel is open, and nothing was heard of the peer for longer than it takes to ask. One that the broker does not
   * know any more is gone.
   */
  isSilent(nowMs: number, limits: Limits): boolean {
    const { current, channels, watch, absent } = this.link;
    if (current === undefined) return channels.size > 0 && !absent;
    return watch !== undefined && nowMs - (this.heardAtMs ?? watch.heardMs) >= 2 * limits.pingIntervalMs;
  }

  /** Keeps `deferred`, `ringing`, `accepting` and `unspoken` in line with a remote invitation that is new or changed. */
  track({ id, state }: RemoteRecord): void {
    if (isFinal(REMOTE.table, state.kind)) this.unspoken.delete(id);
    for (const kind of ["deferred", "ringing", "accepting"] as const) {
      if (state.kind === kind) this[kind].add(id);
      else this[kind].delete(id);
    }
  }

  /** Counts a frame from the peer. Whether it may still say so much that way (rules R14.1, R16.4). */
  admits(via: Via, nowMs: number, limits: Limits): boolean {
    const bucket = takeFrame(this.#buckets[via] ?? fullBucket(nowMs, limits), nowMs, limits);
    this.#buckets = { ...this.#buckets, [via]: bucket };
    return bucket.frames >= 0;
  }

  /** Forgets what no longer needs to be known at `nowMs`. */
  forget(nowMs: number, limits: Limits): void {
    this.local.forget(nowMs);
    this.remote.forget(nowMs);
    for (const lines of this.lines) lines.forget(nowMs);
    const { blockedUntilMs = Number.POSITIVE_INFINITY } = this;
    if (blockedUntilMs <= nowMs) this.blockedUntilMs = undefined;
    const left = Object.entries(this.#buckets).filter(([, bucket]) => fullAtMs(bucket, limits) > nowMs);
    this.#buckets = Object.fromEntries(left);
  }

  /** Whether the link is worth dialing for: somebody here waits for the other side's word, or has a line. */
  get wantsLink(): boolean {
    return this.local.open.size > 0 || this.accepting.size > 0 || this.hasLine;
  }

  /** What is said with a request for a channel: the first of what it is needed for (rule R16.1). */
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

  /** Everything that is open with this peer. */
  get openIds(): InvitationId[] {
    return [this.local, this.remote, ...this.lines].flatMap(({ open }) => [...open.keys()]);
  }

  /** How much of what makes busy is open with this peer (rule R10.4). */
  get business(): Business {
    return {
      calling: this.localLines.open.size + this.remoteLines.open.size,
      ringing: this.ringing.size + this.accepting.size,
      placing: this.local.open.size,
    };
  }

  /** The same, but of the peer's doing only what it has spoken of since its link last changed. */
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

  /** What is here of the peer's doing: what counts if it is a stranger. */
  get share(): StrangerShare {
    return { open: this.remote.open.size, remembered: this.remote.rememberedCount };
  }

  /** The link went down, came up or moved: the peer will speak of what it still knows (rules R4.1, R15.3). */
  doubtAll(): void {
    this.unspoken.clear();
    for (const { open } of [this.remote, ...this.lines]) for (const id of open.keys()) this.unspoken.add(id);
  }

  /** When the link, the memory or the block wants attention; undefined when none does. */
  deadline(limits: Limits): number | undefined {
    let atMs = earlier(linkDeadline(this.link, limits), this.blockedUntilMs);
    atMs = earlier(atMs, earlier(this.local.forgetAtMs, this.remote.forgetAtMs));
    atMs = earlier(atMs, earlier(this.localLines.forgetAtMs, this.remoteLines.forgetAtMs));
    return atMs ?? this.#bucketAtMs(limits);
  }

  /** Where nothing else keeps the entry, its buckets do until they are full: a peer that comes again finds them as they were. */
  #bucketAtMs(limits: Limits): number | undefined {
    if (this.link.channels.size > 0) return undefined;
    const { broker, channel } = this.#buckets;
    return earlier(broker && fullAtMs(broker, limits), channel && fullAtMs(channel, limits));
  }

  /** Whether nothing is left to know about this peer: an attempt, an unused channel and a memory each have their deadline. */
  isBlank(limits: Limits): boolean {
    return !this.isInUse && this.deadline(limits) === undefined;
  }
}
