// Applies events to the link of a peer, and passes on what they mean for the invitations and lines on it.

import type { ChannelId } from "../link/dial.ts";
import { pageOf } from "../link/election.ts";
import { reduceLink } from "../link/link.ts";
import { hasChannel, type LinkEffect, type LinkInput } from "../link/link-record.ts";
import { POSTS, type Posts } from "../link/posts.ts";
import { type FrameOf, PROTOCOL_VERSION } from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";
import { LINE_KINDS } from "./kinds.ts";
import type { PeerEntry } from "./peer-entry.ts";
import type { Transaction } from "./transaction.ts";

/** The inputs that may move the link to another channel without the other side's notice. */
const UNNOTICED: ReadonlySet<LinkInput["type"]> = new Set(["heard", "doubted", "closed", "settle"]);

/**
 * Applies an input to the peer's link. Tells the invitations and lines if the link went down or came up (rules R4.1,
 * R11.6, R15.3).
 */
export function applyToLink(tx: Transaction, entry: PeerEntry, input: LinkInput): void {
  const { current: before, channels } = entry.link;
  const hadChannel = hasChannel(entry.link);
  const page = pageOf(entry.link);
  const { posts } = entry.link;
  if (input.type === "heard" || (input.type === "posted" && input.answered !== undefined))
    hearAgain(tx, entry);
  const [link, effects] = reduceLink(entry.link, input, tx);
  entry.link = link;
  for (const effect of effects) carryOut(tx, entry, effect);
  if (page !== undefined && pageOf(link) !== page) entry.doubtAll();
  const answering = answeredPage(link.posts);
  if (link.current === before && answering !== undefined && answering !== answeredPage(posts)) {
    endGraces(tx, entry);
    renew(tx, entry);
  } else if (link.posts?.asking !== undefined && link.posts.asking !== posts?.asking) {
    // Only a page that is alive answers this.
    renew(tx, entry);
  }
  if (link.current === before) {
    // The silent caller is now gone. An accept then waits no longer for its confirmation than a ring would (rule R1.5).
    const hasClosed = before === undefined && channels.size > 0 && link.channels.size === 0;
    const isAbsent =
      before === undefined && (input.type === "absent" || (input.type === "closed" && input.absent));
    if (hasClosed || isAbsent) for (const id of entry.accepting) loseLink(tx, entry, id);
    return;
  }
  entry.doubtAll();
  turnLines(tx, entry, hadChannel);
  if (link.current === undefined) {
    tx.applyToAll(entry, "local", { type: "lost" });
    for (const id of [...entry.remote.open.keys()]) loseLink(tx, entry, id);
  } else {
    // The other side may not have noticed that this channel was silent, and then has no reason to restate (rule R4.5).
    if (UNNOTICED.has(input.type)) tx.say(entry, { t: "restate" });
    if (before === undefined) tx.applyToAll(entry, "remote", { type: "linkBack" });
    else endGraces(tx, entry);
  }
  // By post, what waits is enough: the other side does so too, and is answered.
  if (before === undefined && link.current === POSTS) renew(tx, entry);
  else tx.restateAll(entry);
}

/** The session of the page whose posts answer ours. */
function answeredPage(posts: Posts | undefined): string | undefined {
  return posts?.isTwoWay === true ? posts.session : undefined;
}

/** The peer's page answers, or is on another channel now: what rings waits for it no longer (rule R16.7). */
function endGraces(tx: Transaction, entry: PeerEntry): void {
  for (const { id, state } of [...entry.remote.open.values()]) {
    const isAwaited = "graceUntilMs" in state && state.graceUntilMs !== undefined;
    if (isAwaited) tx.apply(entry, "remote", id, { type: "linkBack" });
  }
}

/** Lines go down and come up with the channel, because posts do not carry them. */
function turnLines(tx: Transaction, entry: PeerEntry, hadChannel: boolean): void {
  const isUp = hasChannel(entry.link);
  if (isUp === hadChannel) return;
  for (const kind of LINE_KINDS) tx.applyToAll(entry, kind, { type: isUp ? "linkBack" : "linkLost" });
}

/** The peer is heard. If it was silent, its time to confirm our accept begins now (rule R1.5). */
function hearAgain(tx: Transaction, entry: PeerEntry): void {
  if (entry.isSilent(tx.nowMs, tx.limits)) {
    for (const id of [...entry.accepting]) tx.apply(entry, "remote", id, { type: "linkBack" });
  }
  entry.heardAtMs = tx.nowMs;
}

function carryOut(tx: Transaction, entry: PeerEntry, effect: LinkEffect): void {
  switch (effect.do) {
    case "dial":
      tx.state.lastChannel = effect.channel;
      return tx.push({ ...effect, peer: entry.peer });
    case "renew":
      return renew(tx, entry);
    case "greet": {
      const { agent, session } = tx.state.options;
      const { channel, generation } = effect;
      return tx.sayOn(channel, { t: "hello", v: PROTOCOL_VERSION, agent, session, generation, features: [] });
    }
    case "ping":
      return tx.sayOn(effect.channel, { t: "ping" });
    case "close":
      return tx.push(effect);
  }
}

/** States again by post what waits for the peer's word (rule R16.2). */
function renew(tx: Transaction, entry: PeerEntry): void {
  for (const id of [...entry.local.open.keys()]) tx.restate(entry, "local", id);
  for (const id of [...entry.accepting]) tx.restate(entry, "remote", id);
}

/** Gives an invitation its grace. */
function loseLink(tx: Transaction, entry: PeerEntry, id: InvitationId): void {
  tx.apply(entry, "remote", id, { type: "linkLost", graceMs: tx.limits.linkGraceMs });
}

/** A channel opened: we say who we are, then what is open (rule R12.4). */
export function openChannel(
  tx: Transaction,
  entry: PeerEntry,
  input: Extract<LinkInput, { readonly type: "opened" }>,
): void {
  const { channel } = input;
  if (entry.blockedUntilMs === undefined) return applyToLink(tx, entry, input);
  tx.push({ do: "close", channel });
  applyToLink(tx, entry, { type: "closed", channel, absent: false });
}

/** Handles a frame about the channel itself. */
export function hearOfChannel(
  tx: Transaction,
  entry: PeerEntry,
  channel: ChannelId,
  frame: FrameOf<"hello" | "ping" | "pong" | "restate">,
): void {
  if (frame.t === "ping") tx.sayOn(channel, { t: "pong" });
  if (frame.t === "restate") {
    // Each answer counts as a frame of the peer, so that a small request cannot cause many answers for free.
    for (const _ of entry.openIds) entry.admits("channel", tx.nowMs, tx.limits);
    const { current } = entry.link;
    applyToLink(tx, entry, { type: "asked", channel });
    if (current === entry.link.current) tx.restateAll(entry);
  }
  if (frame.t !== "hello") return;
  const { session, generation } = frame;
  applyToLink(tx, entry, { type: "hello", channel, session, generation, weWin: tx.state.self < entry.peer });
}

/** The peer sent too much: closes its link, and allows no other for a while (rule R14.1). */
export function block(tx: Transaction, entry: PeerEntry): void {
  tx.count("peersBlocked");
  entry.blockedUntilMs = tx.nowMs + tx.limits.blockMs;
  applyToLink(tx, entry, { type: "cutOff" });
  tx.note(entry, "sent too many frames and is blocked");
}
