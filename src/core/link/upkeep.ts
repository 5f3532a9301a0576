// Brings a link in line with who needs it: watches it, states again by post, dials, and closes what nobody uses. Pure.
import { type DialMoment, reduceDial } from "./dial.ts";
import { choose, closeAll, markSilent } from "./election.ts";
import { hasChannel, type Link, type LinkEffect, type LinkNeeds, type LinkStep } from "./link-record.ts";
import { judge, startWatch, type Watch } from "./liveness.ts";
import { POSTS, silentAtMs } from "./posts.ts";

/** Brings the link in line with who needs it, and does what is due. */
export function settle(before: Link, needs: LinkNeeds, at: DialMoment): LinkStep {
  const effects: LinkEffect[] = [];
  const watched = settleWatch(before, needs, at, effects);
  const posted = settlePosts(watched, needs, at, effects);
  const dialed = settleDial(posted, needs, at, effects);
  const unused = dialed.channels.size > 0 && !needs.inUse;
  const idleMs = needs.isKnown ? at.limits.linkIdleMs : at.limits.strangerIdleMs;
  const idleAtMs = unused ? (dialed.idleAtMs ?? at.nowMs + idleMs) : undefined;
  const link = idleAtMs === dialed.idleAtMs ? dialed : { ...dialed, idleAtMs };
  if (idleAtMs === undefined || idleAtMs > at.nowMs) return [link, effects];
  const [closed, closing] = closeAll(link);
  return [closed, [...effects, ...closing]];
}

function settleWatch(link: Link, needs: LinkNeeds, at: DialMoment, effects: LinkEffect[]): Link {
  const { inUse } = needs;
  const { current } = link;
  if (current === undefined || current === POSTS || !inUse) return withWatch(link, undefined);
  const watch = link.watch ?? startWatch(at.nowMs);
  const verdict = judge(watch, at.nowMs, at.limits);
  if (verdict === "silent") return settleWatch(markSilent(link, current, at), needs, at, effects);
  if (verdict === "wait") return withWatch(link, watch);
  effects.push({ do: "ping", channel: current });
  return withWatch(link, { ...watch, askedAtMs: at.nowMs });
}

/** Most inputs change nothing of a link, and then it is not copied. */
const withWatch = (link: Link, watch: Watch | undefined): Link =>
  watch === link.watch ? link : { ...link, watch };

/** States again by post what waits, and counts posts as silent in their time. */
function settlePosts(
  link: Link,
  { inUse, waiting, posts: canPost }: LinkNeeds,
  at: DialMoment,
  effects: LinkEffect[],
): Link {
  const { nowMs, limits } = at;
  const known = inUse && canPost ? link.posts : undefined;
  const isQuiet = link.current === POSTS && known !== undefined && silentAtMs(known, limits) <= nowMs;
  const posts = isQuiet ? { ...known, isSilent: true } : known;
  const next = posts === link.posts ? link : choose({ ...link, posts }, at);
  if (!waiting || !canPost || hasChannel(next)) {
    return next.renewAtMs === undefined ? next : { ...next, renewAtMs: undefined };
  }
  if (next.renewAtMs !== undefined && next.renewAtMs > nowMs) return next;
  effects.push({ do: "renew" });
  return { ...next, renewAtMs: nowMs + limits.postRepeatMs };
}

/** Dials if a channel is needed and its time has come. Where posts pass, the peer has a moment to answer one first. */
function settleDial(
  before: Link,
  { waiting, urgent, mayDial, posts, channel }: LinkNeeds,
  at: DialMoment,
  effects: LinkEffect[],
): Link {
  const due = giveUp(before, at, effects);
  const isNeeded = (waiting || urgent) && mayDial && !hasChannel(due);
  const dialAtMs = isNeeded ? dialTime(due, { urgent, posts }, at) : undefined;
  const link = dialAtMs === due.dialAtMs ? due : { ...due, dialAtMs };
  const isDue = dialAtMs !== undefined && dialAtMs <= at.nowMs;
  const dial = reduceDial(link.dial, isDue ? { type: "dial", channel } : { type: "rest" }, at);
  if (dial !== link.dial && dial.kind === "dialing") effects.push({ do: "dial", channel: dial.channel });
  return dial === link.dial ? link : { ...link, dial };
}

function dialTime(
  { dialAtMs }: Link,
  { urgent, posts }: Pick<LinkNeeds, "urgent" | "posts">,
  { nowMs, limits }: DialMoment,
): number {
  if (urgent) return Math.min(dialAtMs ?? nowMs, nowMs);
  return dialAtMs ?? (posts ? nowMs + limits.postAnswerMs : nowMs);
}

/** Ends an attempt that neither opened nor failed in time. The broker must know the peer, or it would have said so. */
function giveUp(link: Link, at: DialMoment, effects: LinkEffect[]): Link {
  const { dial } = link;
  if (dial.kind !== "dialing" || dial.giveUpAtMs > at.nowMs) return link;
  effects.push({ do: "close", channel: dial.channel });
  return { ...link, dial: reduceDial(dial, { type: "failed" }, at), absent: false };
}
