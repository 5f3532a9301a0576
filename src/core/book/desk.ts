// The state that all parts of the book work on: the circumstances of the present input, the counters, and the effects
// so far.

import { exchange, NO_BUSINESS } from "../invitation/business.ts";
import type { Moment } from "../invitation/machine.ts";
import type { ChannelId } from "../link/dial.ts";
import type { Frame, FrameOf, InvitationFrame, LineFrame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import type { BookEffect, BrokerState } from "./effects.ts";
import type { PeerEntry } from "./peer-entry.ts";
import { createCounters, type Stats } from "./stats.ts";
import { NO_SHARE, Strangers } from "./strangers.ts";

/** The parts a book is made of. */
export interface BookOptions {
  readonly limits: Limits;
  /** This life of the page, in the form of an invitation id: new for every book. */
  readonly session: string;
  /** The name of this software in `hello`. */
  readonly agent: string;
}

/** The desk of one book. */
export class Desk {
  readonly options: BookOptions;
  readonly counters = createCounters();
  readonly strangers: Strangers;
  nowMs = 0;
  // Stryker disable next-line StringLiteral: whatever is neither online nor gone is offline
  broker: BrokerState = "offline";
  /** Our own peer id; empty while it is not known. */
  self = "" as PeerId;
  /** Whether the page was left and has not been seen since. It may come back as it was. */
  hasLeft = false;
  /** The number of open remote invitations, from all peers. */
  remoteOpen = 0;
  /** What makes this side busy, with all peers, as of the last input. */
  business = NO_BUSINESS;
  // Stryker disable next-line ArrayDeclaration: every input begins with a list of its own
  effects: BookEffect[] = [];
  #channelsNumbered = 0;

  constructor(options: BookOptions, strangers = new Strangers()) {
    this.options = options;
    this.strangers = strangers;
  }

  /** A copy of this desk without the effects. */
  copy(): Desk {
    const desk = new Desk(this.options, this.strangers.copy());
    Object.assign(desk.counters, this.counters);
    desk.broker = this.broker;
    desk.self = this.self;
    desk.hasLeft = this.hasLeft;
    desk.remoteOpen = this.remoteOpen;
    desk.business = this.business;
    desk.#channelsNumbered = this.#channelsNumbered;
    return desk;
  }

  get limits(): Limits {
    return this.options.limits;
  }

  /** A new channel number. */
  newChannel(): ChannelId {
    this.#channelsNumbered += 1;
    return this.#channelsNumbered;
  }

  /** The channel number that `newChannel` will give next. */
  get freeChannel(): ChannelId {
    return this.#channelsNumbered + 1;
  }

  /** The circumstances for the machines of one peer. */
  at(entry: PeerEntry): Moment {
    const { nowMs, limits } = this;
    return { nowMs, limits, reach: entry.reach(this.broker), isSilent: entry.isSilent(nowMs, limits) };
  }

  /**
   * Says a frame on the link. While the link is down it says nothing, because everything is restated when it is back
   * (rule R4.4).
   */
  say(entry: PeerEntry, frame: Frame): void {
    if (entry.link.current !== undefined) this.sayOn(entry.link.current, frame);
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

  /** Counts a frame that means nothing where it came, with a request for a channel (rule R16.2). */
  misplaced(entry: PeerEntry, frame: Frame): void {
    this.count("frameStray");
    this.note(entry, `ignored ${frame.t} in a request for a channel: only invite and accept count there`);
  }

  /** Updates the totals with what makes busy with one peer now, and with what that peer has if it is a stranger. */
  recount(entry: PeerEntry): void {
    const now = entry.business;
    this.business = exchange(this.business, entry.counted, now);
    entry.counted = now;
    const share = entry.isKnown ? NO_SHARE : entry.share;
    this.strangers.count(entry.peer, entry.countedShare, share);
    entry.countedShare = share;
  }

  /** Marks the peer as known: this client called it, or accepted its call. */
  know(entry: PeerEntry): void {
    entry.isKnown = true;
    this.strangers.know(entry.peer, this.limits);
  }

  note(entry: PeerEntry, text: string): void {
    this.push({ do: "note", text: `${entry.peer}: ${text}` });
  }

  count(counter: keyof Stats): void {
    this.counters[counter] += 1;
  }

  push(effect: BookEffect): void {
    this.effects.push(effect);
  }
}
