// What happens to the link of a peer, and what that means for the invitations that travel on it.
import type { Desk } from "./desk.ts";
import type { ChannelId } from "./dial.ts";
import { type FrameOf, PROTOCOL_VERSION } from "./frames.ts";
import { type LinkInput, nextGeneration, reduceLink } from "./link.ts";
import type { PeerEntry } from "./peer-entry.ts";

/** Takes an input to the peer's link. When the link went down or came up, its invitations are told (rules R4.1, R11.6, R15.3). */
export function applyToLink(desk: Desk, entry: PeerEntry, input: LinkInput): void {
  const before = entry.link.current;
  const [link, effects] = reduceLink(entry.link, input, desk);
  entry.link = link;
  for (const effect of effects) {
    if (effect.do === "dial") {
      const opening = entry.openingFrame(desk.nowMs);
      desk.push({ ...effect, peer: entry.peer, channel: desk.newChannel(), opening });
    } else if (effect.do === "ping") desk.sayOn(effect.channel, { t: "ping" });
    else desk.push(effect);
  }
  if (link.current === before) return;
  entry.doubtAll();
  const at = desk.at(entry);
  if (link.current === undefined) {
    entry.local.applyToAll({ type: "lost" }, at);
    entry.remote.applyToAll({ type: "linkLost", graceMs: desk.limits.linkGraceMs }, at);
    for (const lines of entry.lines) lines.applyToAll({ type: "linkLost" }, at);
  } else {
    if (before === undefined) {
      entry.remote.applyToAll({ type: "linkBack" }, at);
      for (const lines of entry.lines) lines.applyToAll({ type: "linkBack" }, at);
    }
    // The lines first: whoever hears of another call of ours then knows that this one is still on (rule R10.7).
    for (const lines of entry.lines) lines.restateAll(at);
    entry.local.restateAll(at);
    entry.remote.restateAll(at);
  }
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
  frame: FrameOf<"hello" | "ping" | "pong">,
): void {
  if (frame.t === "ping") desk.sayOn(channel, { t: "pong" });
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
