// What happens to the link of a peer, and what that means for the invitations that travel on it.
import type { Desk } from "./desk.ts";
import type { ChannelId } from "./dial.ts";
import { type FrameOf, PROTOCOL_VERSION } from "./frames.ts";
import { type LinkInput, nextGeneration, reduceLink } from "./link.ts";
import type { Moment } from "./machine.ts";
import type { PeerEntry } from "./peer-entry.ts";

/** What moves the link to another channel without the other side's notice. */
const UNNOTICED: ReadonlySet<LinkInput["type"]> = new Set(["heard", "doubted", "closed", "settle"]);

/** Takes an input to the peer's link. When the link went down or came up, its invitations are told (rules R4.1, R11.6, R15.3). */
export function applyToLink(desk: Desk, entry: PeerEntry, input: LinkInput): void {
  const { current: before, channels } = entry.link;
  const [link, effects] = reduceLink(entry.link, input, desk);
  entry.link = link;
  for (const effect of effects) {
    if (effect.do === "dial") {
      const opening = entry.openingFrame(desk.nowMs);
      desk.push({ ...effect, peer: entry.peer, channel: desk.newChannel(), opening });
    } else if (effect.do === "ping") desk.sayOn(effect.channel, { t: "ping" });
    else desk.push(effect);
  }
  const lost = { type: "linkLost", graceMs: desk.limits.linkGraceMs } as const;
  if (link.current === before) {
    // The caller was silent, and now is gone: an accept that waits for its word waits no longer than a ring would (rule R1.5).
    const isGone = before === undefined && channels.size > 0 && link.channels.size === 0;
    if (isGone) for (const id of entry.accepting) entry.remote.apply(id, lost, desk.at(entry));
    return;
  }
  entry.doubtAll();
  const at = desk.at(entry);
  if (link.current === undefined) {
    entry.local.applyToAll({ type: "lost" }, at);
    entry.remote.applyToAll(lost, at);
    for (const lines of entry.lines) lines.applyToAll({ type: "linkLost" }, at);
  } else {
    // The other side may not have noticed that this channel was silent, and then has no reason to state anything (rule R4.5).
    if (UNNOTICED.has(input.type)) desk.say(entry, { t: "restate" });
    if (before === undefined) {
      entry.remote.applyToAll({ type: "linkBack" }, at);
      for (const lines of entry.lines) lines.applyToAll({ type: "linkBack" }, at);
    }
    restateAll(entry, at);
  }
}

/** Says what is open with the peer: all of recovery (rule R4.1). */
function restateAll(entry: PeerEntry, at: Moment): void {
  // The lines first: a peer that hears of another call of ours then knows that this one is still on (rule R10.7).
  for (const lines of entry.lines) lines.restateAll(at);
  entry.local.restateAll(at);
  entry.remote.restateAll(at);
}

/** A channel opened: we say who we are, then what is open (rule R12.4). */
export function openChannel(desk: Desk, entry: PeerEntry, channel: ChannelId, openedHere: boolean): void {
  if (entry.heldOffUntilMs !== undefined) {
    desk.push({ do: "close", channel });
    return applyToLink(desk, entry, { type: "closed", channel, absent: false });
  }
  const { agent, session } = desk.options;
  const generation = openedHere ? nextGeneration(entry.link) : 0;
  desk.sayOn(channel, { t: "hello", v: PROTOCOL_VERSION, agent, session, generation, features: [] });
  applyToLink(desk, entry, { type: "opened", channel, openedHere });
}

/** A frame that is about the channel itself. */
export function hearOfChannel(
  desk: Desk,
  entry: PeerEntry,
  channel: ChannelId,
  frame: FrameOf<"hello" | "ping" | "pong" | "restate">,
): void {
  if (frame.t === "ping") desk.sayOn(channel, { t: "pong" });
  if (frame.t === "restate") {
    const { current } = entry.link;
    applyToLink(desk, entry, { type: "asked", channel });
    if (current === entry.link.current) restateAll(entry, desk.at(entry));
  }
  if (frame.t !== "hello") return;
  const { session, generation } = frame;
  // Stryker disable next-line EqualityOperator: no peer has our id
  applyToLink(desk, entry, { type: "hello", channel, session, generation, weWin: desk.self < entry.peer });
}

/** The peer sent too much: its link is closed, and for a while it gets no other (rule R14.1). */
export function holdOff(desk: Desk, entry: PeerEntry): void {
  desk.count("peersHeldOff");
  entry.heldOffUntilMs = desk.nowMs + desk.limits.holdOffMs;
  applyToLink(desk, entry, { type: "cutOff" });
  desk.note(entry, "sent too many frames and is held off");
}
