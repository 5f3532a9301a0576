// Applies events to the link of a peer, and passes on what they mean for the invitations and lines on it.

import type { Moment } from "../invitation/machine.ts";
import type { ChannelId } from "../link/dial.ts";
import { type LinkInput, nextGeneration, reduceLink } from "../link/link.ts";
import { type FrameOf, PROTOCOL_VERSION } from "../wire/frames.ts";
import type { InvitationId } from "../wire/ids.ts";
import type { Desk } from "./desk.ts";
import type { PeerEntry } from "./peer-entry.ts";

/** The inputs that may move the link to another channel without the other side's notice. */
const UNNOTICED: ReadonlySet<LinkInput["type"]> = new Set(["heard", "doubted", "closed", "settle"]);

/**
 * Applies an input to the peer's link. Tells the invitations and lines if the link went down or came up (rules R4.1,
 * R11.6, R15.3).
 */
export function applyToLink(desk: Desk, entry: PeerEntry, input: LinkInput): void {
  const { current: before, channels } = entry.link;
  const then = desk.at(entry);
  if (input.type === "heard") entry.heardAtMs = desk.nowMs;
  const [link, effects] = reduceLink(entry.link, input, desk);
  // The caller is heard again, so its time to confirm our accept begins now (rule R1.5).
  if (input.type === "heard" && then.isSilent) hearAgain(entry, then);
  entry.link = link;
  for (const effect of effects) {
    if (effect.do === "dial") {
      const opening = entry.openingFrame(desk.nowMs);
      desk.push({ ...effect, peer: entry.peer, channel: desk.newChannel(), opening });
    } else if (effect.do === "ping") desk.sayOn(effect.channel, { t: "ping" });
    else desk.push(effect);
  }
  if (link.current === before) {
    // The silent caller is now gone. An accept then waits no longer for its confirmation than a ring would (rule R1.5).
    const hasClosed = before === undefined && channels.size > 0 && link.channels.size === 0;
    const isAbsent = input.type === "closed" && input.absent && before === undefined;
    if (hasClosed || isAbsent) for (const id of entry.accepting) loseLink(desk, entry, id);
    return;
  }
  entry.doubtAll();
  const at = desk.at(entry);
  if (link.current === undefined) {
    entry.local.applyToAll({ type: "lost" }, at);
    for (const id of [...entry.remote.open.keys()]) loseLink(desk, entry, id);
    for (const lines of entry.lines) lines.applyToAll({ type: "linkLost" }, at);
  } else {
    // The other side may not have noticed that this channel was silent, and then has no reason to restate (rule R4.5).
    if (UNNOTICED.has(input.type)) desk.say(entry, { t: "restate" });
    if (before === undefined) {
      entry.remote.applyToAll({ type: "linkBack" }, at);
      for (const lines of entry.lines) lines.applyToAll({ type: "linkBack" }, at);
    }
    restateAll(entry, at);
  }
}

function hearAgain(entry: PeerEntry, at: Moment): void {
  for (const id of [...entry.accepting]) entry.remote.apply(id, { type: "linkBack" }, at);
}

/**
 * Gives an invitation its grace. One that came with a request for a channel has as long as that request may take (rule
 * R16.3), even if another link existed.
 */
function loseLink(desk: Desk, entry: PeerEntry, id: InvitationId): void {
  const { linkGraceMs, connectTimeoutMs, retryMaxMs } = desk.limits;
  const isComing = entry.remote.open.get(id)?.via === "broker";
  const graceMs = isComing ? connectTimeoutMs + retryMaxMs : linkGraceMs;
  entry.remote.apply(id, { type: "linkLost", graceMs }, desk.at(entry));
}

/** States everything that is open with the peer, which is all of recovery (rule R4.1). */
export function restateAll(entry: PeerEntry, at: Moment): void {
  // The lines come first, so that a peer that then hears of another call of ours knows that this one is still on (rule
  // R10.7).
  for (const lines of entry.lines) lines.restateAll(at);
  entry.local.restateAll(at);
  entry.remote.restateAll(at);
}

/** A channel opened: we say who we are, then what is open (rule R12.4). */
export function openChannel(desk: Desk, entry: PeerEntry, channel: ChannelId, openedHere: boolean): void {
  if (entry.blockedUntilMs !== undefined) {
    desk.push({ do: "close", channel });
    return applyToLink(desk, entry, { type: "closed", channel, absent: false });
  }
  const { agent, session } = desk.options;
  const generation = openedHere ? nextGeneration(entry.link) : 0;
  desk.sayOn(channel, { t: "hello", v: PROTOCOL_VERSION, agent, session, generation, features: [] });
  applyToLink(desk, entry, { type: "opened", channel, openedHere });
}

/** Handles a frame about the channel itself. */
export function hearOfChannel(
  desk: Desk,
  entry: PeerEntry,
  channel: ChannelId,
  frame: FrameOf<"hello" | "ping" | "pong" | "restate">,
): void {
  if (frame.t === "ping") desk.sayOn(channel, { t: "pong" });
  if (frame.t === "restate") {
    // Each answer counts as a frame of the peer, so that a small request cannot cause many answers for free.
    for (const _ of entry.openIds) entry.admits("channel", desk.nowMs, desk.limits);
    const { current } = entry.link;
    applyToLink(desk, entry, { type: "asked", channel });
    if (current === entry.link.current) restateAll(entry, desk.at(entry));
  }
  if (frame.t !== "hello") return;
  const { session, generation } = frame;
  // Stryker disable next-line EqualityOperator: no peer has our id
  applyToLink(desk, entry, { type: "hello", channel, session, generation, weWin: desk.self < entry.peer });
}

/** The peer sent too much: closes its link, and allows no other for a while (rule R14.1). */
export function block(desk: Desk, entry: PeerEntry): void {
  desk.count("peersBlocked");
  entry.blockedUntilMs = desk.nowMs + desk.limits.blockMs;
  applyToLink(desk, entry, { type: "cutOff" });
  desk.note(entry, "sent too many frames and is blocked");
}
