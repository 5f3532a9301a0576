// Everything the book holds about one other peer. Rule R7 follows from this structure: a peer's frames are looked up in
// its own entry, so they can affect only its own invitations.

import { type Bucket, fullAtMs, fullBucket, type Rate, takeOne } from "../../base/pure/bucket.ts";
import { earlier } from "../../base/pure/earlier.ts";
import { isFinal } from "../../base/pure/table.ts";
import { type Activity, NO_ACTIVITY } from "../invitation/activity.ts";
import type { Reach } from "../invitation/machine.ts";
import { REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import type { RemoteRecord, Via } from "../invitation/remote-record.ts";
import { linkDeadline } from "../link/link.ts";
import { type Link, NO_LINK } from "../link/link-record.ts";
import { POSTS } from "../link/posts.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import type { BrokerState } from "./effects.ts";
import { createRecords, KINDS, LINE_KINDS, type RecordsByKind } from "./kinds.ts";
import { NO_SHARE, type StrangerShare } from "./strangers.ts";

/** How much one peer may send, on channels and by post. */
const rateOf = ({ frameBurst, framesPerSecond }: Limits): Rate => ({
  burst: frameBurst,
  perSecond: framesPerSecond,
});

/** One other peer: the link to it, the invitations of both directions, and the lines of those that were accepted. */
export class PeerEntry {
  readonly peer: PeerId;
  readonly records = createRecords();
  /** The remote invitations in each of these states, so that finding them needs no search. */
  readonly deferred = new Set<InvitationId>();
  readonly ringing = new Set<InvitationId>();
  readonly accepting = new Set<InvitationId>();
  /**
   * Remote invitations and lines that are open here, but of which the peer has not spoken since its link last changed.
   * The peer may no longer know them.
   */
  readonly unspoken = new Set<InvitationId>();
  /** When the caller last stated each remote invitation that is open, or was last asked about it, in ms (rule R16.2). */
  readonly statedAtMs = new Map<InvitationId, number>();
  /** The newest signals around an answer (rule R17), the oldest first. */
  readonly signals = new Set<string>();
  link: Link = NO_LINK;
  /** When something was last heard of the peer, on any channel; undefined before that. */
  heardAtMs: number | undefined;
  /** The time until which the peer is blocked, because it sent too much. */
  blockedUntilMs: number | undefined;
  /** What the shell was last told of this entry: when to wake it, and how far we have come. */
  told: { wakeAtMs: number | undefined; reach: Reach } = { wakeAtMs: undefined, reach: "connecting" };
  /** This entry's part in the total of what makes us busy. */
  counted = NO_ACTIVITY;
  /** Whether the peer is known, and so no stranger. */
  isKnown = false;
  /** Whether the two may connect, as the app said when the last invitation between them began (rules R19.1, R19.2). */
  mayConnect = false;
  /** Until when the two may connect because a call between them was accepted (rule R19.3). */
  consentUntilMs = Number.NEGATIVE_INFINITY;
  /** Whether the peer was last told to wait for us to dial (rule R19.1). */
  saidWait = false;
  /** This entry's part in the total of what strangers have. */
  countedShare = NO_SHARE;
  /** How much the peer may still send, through the broker and on channels. */
  buckets: Readonly<Partial<Record<Via, Bucket>>> = {};

  constructor(peer: PeerId) {
    this.peer = peer;
  }

  /** The invitations that this side sent. */
  get local(): RecordsByKind["local"] {
    return this.records.local;
  }

  /** The invitations that the peer sent. */
  get remote(): RecordsByKind["remote"] {
    return this.records.remote;
  }

  /** Whether an invitation is accepted here, as far as is remembered. At the callee: whether its person accepted. */
  isAccepted(role: "local" | "remote", id: InvitationId): boolean {
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
   * Whether the peer was reached, by a channel that is open or by post, but nothing was heard of it for longer than
   * asking takes. A peer that the broker no longer knows is gone, not silent.
   */
  isSilent(nowMs: number, limits: Limits): boolean {
    const { current, channels, watch, absent, posts } = this.link;
    if (current === undefined) return (channels.size > 0 || posts?.isTwoWay === true) && !absent;
    return watch !== undefined && nowMs - (this.heardAtMs ?? watch.heardMs) >= 2 * limits.pingIntervalMs;
  }

  /** Keeps `deferred`, `ringing`, `accepting` and `unspoken` up to date with a new or changed remote invitation. */
  track({ id, state }: RemoteRecord): void {
    if (isFinal(REMOTE_TABLE, state.kind)) {
      this.unspoken.delete(id);
      this.statedAtMs.delete(id);
    }
    for (const kind of ["deferred", "ringing", "accepting"] as const) {
      if (state.kind === kind) this[kind].add(id);
      else this[kind].delete(id);
    }
  }

  /** Counts a frame from the peer. Returns whether the peer may still send that way (rules R14.1, R16.4). */
  admits(via: Via, nowMs: number, limits: Limits): boolean {
    const rate = rateOf(limits);
    const bucket = takeOne(this.buckets[via] ?? fullBucket(nowMs, rate), nowMs, rate);
    if (bucket === undefined) return false;
    this.buckets = { ...this.buckets, [via]: bucket };
    return true;
  }

  /** Whether a post of the peer would be read now, as far as its own bucket tells. */
  admitsPost(nowMs: number, limits: Limits): boolean {
    const { post } = this.buckets;
    return post === undefined || takeOne(post, nowMs, rateOf(limits)) !== undefined;
  }

  /** Forgets what no longer matters at `nowMs`. */
  forget(nowMs: number, limits: Limits): void {
    for (const kind of KINDS) this.records[kind].forget(nowMs);
    const { blockedUntilMs = Number.POSITIVE_INFINITY } = this;
    if (blockedUntilMs <= nowMs) this.blockedUntilMs = undefined;
    const left = Object.entries(this.buckets).filter(
      ([, bucket]) => fullAtMs(bucket, rateOf(limits)) > nowMs,
    );
    this.buckets = Object.fromEntries(left);
  }

  /** Whether an invitation waits for the peer's word: one of our own, or one that we accept (rule R11.1). */
  get isWaiting(): boolean {
    return this.local.open.size > 0 || this.accepting.size > 0;
  }

  /** Whether anything at all is open with this peer. */
  get isInUse(): boolean {
    return this.local.open.size > 0 || this.remote.open.size > 0 || this.hasLine;
  }

  /** Whether the two may connect whatever the app says, because a call between them was accepted (rule R19.3). */
  hasConsent(nowMs: number): boolean {
    return this.hasLine || nowMs < this.consentUntilMs;
  }

  /** Whether a channel to this peer may be dialed. */
  mayDial(nowMs: number): boolean {
    return this.mayConnect || this.hasConsent(nowMs);
  }

  /** Whether something waits that only a channel can carry, or that the peer cannot dial for (rules R15.5, R19.3). */
  get isUrgent(): boolean {
    return this.hasLine || (this.saidWait && this.accepting.size > 0);
  }

  /** Whether a line is open with this peer. */
  get hasLine(): boolean {
    return LINE_KINDS.some((kind) => this.records[kind].open.size > 0);
  }

  /** The ids of everything that is open with this peer. */
  get openIds(): InvitationId[] {
    return KINDS.flatMap((kind) => [...this.records[kind].open.keys()]);
  }

  /** How much is open with this peer of what makes us busy (rule R10.4). */
  get activity(): Activity {
    const { localLines, remoteLines } = this.records;
    return {
      calling: localLines.open.size + remoteLines.open.size,
      ringing: this.ringing.size + this.accepting.size,
      placing: this.local.open.size,
    };
  }

  /** The same, but of remote invitations and lines only those the peer has spoken of since its link last changed. */
  get spokenActivity(): Activity {
    if (this.unspoken.size === 0) return this.activity;
    const spoken = (...ids: Iterable<InvitationId>[]): number =>
      ids.flatMap((it) => [...it]).filter((id) => !this.unspoken.has(id)).length;
    const { localLines, remoteLines } = this.records;
    return {
      calling: spoken(localLines.open.keys(), remoteLines.open.keys()),
      ringing: spoken(this.ringing, this.accepting),
      placing: this.local.open.size,
    };
  }

  /** What this peer has here, which counts if it is a stranger. */
  get share(): StrangerShare {
    return { open: this.remote.open.size, remembered: this.remote.ended.size };
  }

  /** The link went down, came up or moved. The peer will speak of what it still knows (rules R4.1, R15.3). */
  doubtAll(): void {
    this.unspoken.clear();
    for (const kind of ["remote", ...LINE_KINDS] as const) {
      for (const id of this.records[kind].open.keys()) this.unspoken.add(id);
    }
  }

  /**
   * When to ask about each invitation that posts carry, in ms. Its caller states it every two seconds, or may have ended it by a
   * post that was lost. One that is accepted here is stated again anyway.
   */
  *asks({ postSilenceMs }: Limits): Iterable<readonly [id: InvitationId, atMs: number]> {
    if (this.link.current !== POSTS) return;
    for (const [id, statedAtMs] of this.statedAtMs) {
      if (!this.accepting.has(id)) yield [id, statedAtMs + postSilenceMs];
    }
  }

  /** When the link, the memory, the block or a silent caller needs attention; undefined if none does. */
  deadline(limits: Limits): number | undefined {
    let atMs = earlier(linkDeadline(this.link, limits), this.blockedUntilMs);
    for (const [, askAtMs] of this.asks(limits)) atMs = earlier(atMs, askAtMs);
    for (const kind of KINDS) atMs = earlier(atMs, this.records[kind].forgetAtMs);
    return atMs ?? this.#bucketAtMs(limits);
  }

  /**
   * If nothing else keeps the entry, it stays until its buckets are full, so that a peer that comes back finds them as
   * they were.
   */
  #bucketAtMs(limits: Limits): number | undefined {
    if (this.link.channels.size > 0) return undefined;
    const { post, channel } = this.buckets;
    const rate = rateOf(limits);
    return earlier(post && fullAtMs(post, rate), channel && fullAtMs(channel, rate));
  }

  /**
   * Whether nothing is left to know about this peer. An attempt, an unused channel and a memory each have a deadline.
   */
  isBlank(limits: Limits): boolean {
    return !this.isInUse && this.deadline(limits) === undefined;
  }
}
