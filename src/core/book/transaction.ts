// One input on its way through the book: its time, and the effects so far. The only place where a change of a record
// becomes effects.

import { isFinal } from "../../base/pure/table.ts";
import { exchange } from "../invitation/activity.ts";
import { endsOthers, type OwnGroup } from "../invitation/group.ts";
import type { Moment } from "../invitation/machine.ts";
import { REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import type { ChannelId } from "../link/dial.ts";
import { doubtsChannel } from "../link/election.ts";
import { reduceLink } from "../link/link.ts";
import { hasChannel } from "../link/link-record.ts";
import { addressOf } from "../link/posts.ts";
import {
  type Frame,
  type FrameOf,
  type InvitationFrame,
  isPosted,
  type LineFrame,
  type PostedFrame,
} from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import type { BookEffect, BrokerState } from "./effects.ts";
import { type ChangeOf, type InputOf, KINDS, type Kind, type RecordOf } from "./kinds.ts";
import { lastWords, otherChannel } from "./last-words.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { BookState } from "./state.ts";
import type { Stats } from "./stats.ts";
import { NO_SHARE } from "./strangers.ts";

/** One input on its way through the book. */
export class Transaction {
  readonly state: BookState;
  readonly nowMs: number;
  readonly effects: BookEffect[] = [];
  /** The entries that an input about another peer has touched. */
  readonly touched = new Set<PeerEntry>();

  constructor(state: BookState, nowMs: number) {
    this.state = state;
    this.nowMs = nowMs;
  }

  get limits(): Limits {
    return this.state.options.limits;
  }

  get broker(): BrokerState {
    return this.state.broker;
  }

  /** The circumstances for the machines of one peer. */
  at(entry: PeerEntry): Moment {
    const { nowMs, limits } = this;
    return { nowMs, limits, reach: entry.reach(this.broker), isSilent: entry.isSilent(nowMs, limits) };
  }

  /** Adds a new record after applying `input` to it, and returns it. The app never learns of one that ends with that. */
  add<K extends Kind>(entry: PeerEntry, kind: K, record: RecordOf<K>, input: InputOf<K>): RecordOf<K> {
    const change = entry.records[kind].add(record, input, this.at(entry));
    this.#sayAll(entry, change.says);
    if (entry.records[kind].open.has(record.id)) this.#tell(entry, kind, change);
    return change.record;
  }

  /**
   * Applies what is overdue, then `input`, to an open invitation or line. Returns it after each change. Does nothing if
   * `id` is not open.
   */
  apply<K extends Kind>(
    entry: PeerEntry,
    kind: K,
    id: InvitationId,
    input: InputOf<K>,
  ): readonly RecordOf<K>[] {
    return this.#carryOut(entry, kind, entry.records[kind].apply(id, input, this.at(entry)));
  }

  /** Applies `input` to everything of this kind that is open. */
  applyToAll<K extends Kind>(entry: PeerEntry, kind: K, input: InputOf<K>): void {
    for (const id of [...entry.records[kind].open.keys()]) this.apply(entry, kind, id, input);
  }

  /** Applies what is overdue to an open invitation or line. */
  settle(entry: PeerEntry, kind: Kind, id: InvitationId): void {
    this.#carryOut(entry, kind, entry.records[kind].settle(id, this.at(entry)));
  }

  /** States an invitation or a line, whether it is open or remembered. */
  restate(entry: PeerEntry, kind: Kind, id: InvitationId): void {
    this.#sayAll(entry, [entry.records[kind].statementOf(id, this.nowMs)]);
  }

  /** States everything that is open with the peer, which is all of recovery (rule R4.1). */
  restateAll(entry: PeerEntry): void {
    for (const kind of KINDS) {
      for (const id of [...entry.records[kind].open.keys()]) {
        this.settle(entry, kind, id);
        if (entry.records[kind].open.has(id)) this.restate(entry, kind, id);
      }
    }
  }

  /**
   * Says a frame on the channel that carries the link. Where there is none, the frame is posted (rule R16.1); what cannot
   * be posted is not said, because everything is restated on the next channel (rule R4.4).
   */
  say(entry: PeerEntry, frame: Frame): void {
    const { link } = entry;
    const isUp = hasChannel(link);
    if (isUp) this.sayOn(link.current as ChannelId, frame);
    if (isPosted(frame) && !(isUp && !doubtsChannel(link))) this.post(entry, frame);
  }

  /** Whether something can be posted to the peer now. */
  canPost(entry: PeerEntry): boolean {
    return this.state.options.posts && this.broker === "online" && entry.blockedUntilMs === undefined;
  }

  /** Posts a frame, if posts pass. What waits for the peer's word is stated again some time after it (rule R16.2). */
  post(entry: PeerEntry, frame: PostedFrame): void {
    if (!this.canPost(entry)) return;
    this.count("framesSent");
    this.state.lastPost += 1;
    if (frame.t === "received") entry.saidWait = !entry.mayDial(this.nowMs);
    this.push({
      do: "post",
      peer: entry.peer,
      to: addressOf(entry.link.posts),
      n: this.state.lastPost,
      frame: frame.t === "received" && entry.saidWait ? { ...frame, link: "wait" } : frame,
    });
    if (frame.t === "invite" || frame.t === "accept")
      [entry.link] = reduceLink(entry.link, { type: "stated" }, this);
  }

  sayOn(channel: ChannelId, frame: Frame): void {
    this.count("framesSent");
    this.push({ do: "say", channel, frame });
  }

  /**
   * Counts a frame about an invitation that this peer does not have here (rule R7.1), and says `answer` if there is
   * one.
   */
  stray(
    entry: PeerEntry,
    frame: InvitationFrame | LineFrame | FrameOf<"whileRinging">,
    answer?: Frame,
  ): void {
    this.count("frameStray");
    if (answer !== undefined) this.say(entry, answer);
    this.note(entry, `ignored ${frame.t} for ${frame.id}: no such invitation with this peer`);
  }

  /** Counts a frame that means nothing where it came, by post (rule R16.1). */
  misplaced(entry: PeerEntry, frame: Frame): void {
    this.count("frameStray");
    this.note(entry, `ignored ${frame.t} by post: it counts on a channel only`);
  }

  /** Updates the totals with what makes busy with one peer now, and with what that peer has if it is a stranger. */
  recount(entry: PeerEntry): void {
    const { state } = this;
    const now = entry.activity;
    state.activity = exchange(state.activity, entry.counted, now);
    entry.counted = now;
    const share = entry.isKnown ? NO_SHARE : entry.share;
    state.strangers.count(entry.peer, entry.countedShare, share);
    entry.countedShare = share;
  }

  /** Marks the peer as known: this client called it, or accepted its call. */
  know(entry: PeerEntry): void {
    entry.isKnown = true;
    this.state.strangers.know(entry.peer, this.limits);
  }

  /** A call with the peer is accepted here: the two may connect (rule R19.3). */
  consent(entry: PeerEntry): void {
    entry.consentUntilMs = this.nowMs + this.limits.rememberMs;
  }

  /** A callee of this group has answered: the others no longer ring, unless each may answer (rule R20.2). */
  answered(group: OwnGroup, winner: PeerEntry): void {
    if (!endsOthers(group)) return;
    const content = group.tells === true ? winner.peer : "";
    for (const entry of this.state.entries.values()) {
      for (const { id, group: other } of [...entry.local.open.values()]) {
        if (other?.id !== group.id) continue;
        this.touched.add(entry);
        this.apply(entry, "local", id, { type: "cancel", reason: "answered-elsewhere", content });
      }
    }
  }

  note(entry: PeerEntry, text: string): void {
    this.push({ do: "note", text: `${entry.peer}: ${text}` });
  }

  count(counter: keyof Stats): void {
    this.state.counters[counter] += 1;
  }

  push(effect: BookEffect): void {
    this.effects.push(effect);
  }

  #carryOut<K extends Kind>(
    entry: PeerEntry,
    kind: K,
    changes: readonly ChangeOf<K>[],
  ): readonly RecordOf<K>[] {
    for (const change of changes) {
      this.#sayAll(entry, change.says);
      const other = otherChannel(entry.link);
      if (other !== undefined) for (const frame of lastWords(change)) this.sayOn(other, frame);
      if (change.record !== change.before) this.#tell(entry, kind, change);
    }
    return changes.map(({ record }) => record);
  }

  #sayAll(entry: PeerEntry, frames: readonly (Frame | undefined)[]): void {
    for (const frame of frames.filter((it) => it !== undefined)) this.say(entry, frame);
  }

  #tell<K extends Kind>(entry: PeerEntry, kind: K, change: ChangeOf<K>): void {
    const { record, deadlineMs } = change;
    FOLLOW_UPS[kind](this, entry, change);
    this.push({ do: "wake", target: { of: kind, peer: entry.peer, id: record.id }, atMs: deadlineMs });
    const reach = entry.reach(this.broker);
    this.push("outbox" in record ? { do: "line", record } : { do: "show", record, reach });
  }
}

/** What a change of each kind of record means for the rest of the book. */
const FOLLOW_UPS: {
  readonly [K in Kind]: (tx: Transaction, entry: PeerEntry, change: ChangeOf<K>) => void;
} = {
  local: (tx, entry, { record }) => {
    // A peer that accepted our invitation has given up its own crossing one, even if its frame is still on the way
    // (R9.3).
    if (record.state.kind !== "accepted") return;
    tx.consent(entry);
    tx.applyToAll(entry, "remote", { type: "supersede" });
    if (record.group !== undefined) tx.answered(record.group, entry);
  },
  remote: (tx, entry, { record, before }) => {
    entry.track(record);
    if (record.state.kind === "accepting") {
      tx.know(entry);
      tx.consent(entry);
      // A callee whose own call replaced ours has answered, in its way (rule R20.3).
      const { replaces } = record;
      const isNews = before?.state.kind !== "accepting" || before.replaces !== replaces;
      if (isNews && replaces?.group !== undefined) tx.answered(replaces.group, entry);
    }
    if (before?.state.kind === "deferred" && record.state.kind === "ringing") tx.count("invitationsRung");
    if (before === undefined) tx.state.remoteOpen += 1;
    if (isFinal(REMOTE_TABLE, record.state.kind)) tx.state.remoteOpen -= 1;
  },
  localLines: forgetClosed,
  remoteLines: forgetClosed,
};

/** Of a line that has closed, the peer need not speak. */
function forgetClosed(_tx: Transaction, entry: PeerEntry, { record }: ChangeOf<"localLines">): void {
  if (record.state.kind === "closed") entry.unspoken.delete(record.id);
}
